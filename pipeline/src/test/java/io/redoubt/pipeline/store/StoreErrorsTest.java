package io.redoubt.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class StoreErrorsTest {

    private static final String WRONG_REGION = "<Error><Code>AuthorizationHeaderMalformed</Code>"
            + "<Message>The region 'us-east-1' is wrong; expecting 'garage'</Message></Error>";

    @Test
    void wrongRegionNamesItsSettings() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(400, WRONG_REGION.length());
            exchange.getResponseBody().write(WRONG_REGION.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        StoreSettings settings = new StoreSettings(endpoint, "redoubt", "user", "password", "us-east-1");

        try (MinioObjectStore store = new MinioObjectStore(settings)) {
            assertThatThrownBy(() -> store.list("datasets/"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("expecting 'garage'; set --region or REDOUBT_STORE_REGION");
        } finally {
            server.stop(0);
        }
    }
}
