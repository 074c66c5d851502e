package io.redoubt.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreErrorsTest {

    private static final String WRONG_REGION = "<Error><Code>AuthorizationHeaderMalformed</Code>"
            + "<Message>The region 'us-east-1' is wrong; expecting 'garage'</Message></Error>";

    @Test
    void wrongRegionNamesItsSettings() throws IOException {
        assertThatThrownBy(() -> list(400, "application/xml", WRONG_REGION))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("expecting 'garage'; set --region or REDOUBT_STORE_REGION");
    }

    @ParameterizedTest
    @CsvSource({
        "404, application/problem+json, '{}'",
        "404, text/html, <html>",
        "200, text/html, <html><p></html>",
        "502, text/html, <html>"
    })
    void addressOfAnotherServerIsNamed(int status, String contentType, String body) {
        assertThatThrownBy(() -> list(status, contentType, body))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageEndingWith(
                        "the answer is not that of an S3 server; check the address (--store or REDOUBT_STORE_ENDPOINT)");
    }

    /** Lists objects of a server that gives the same answer to every request. */
    private static void list(int status, String contentType, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        StoreSettings settings = new StoreSettings(endpoint, "redoubt", "user", "password", "us-east-1");

        try (MinioObjectStore store = new MinioObjectStore(settings)) {
            store.list("datasets/");
        } finally {
            server.stop(0);
        }
    }
}
