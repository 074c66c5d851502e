package io.redoubt.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000, http://127.0.0.1:9000",
        "https://s3.example.org, https://s3.example.org",
        "HTTP://minio:9000/, http://minio:9000",
        "http://[::1]:9000, http://[::1]:9000"
    })
    void addressesAreAccepted(String text, URI endpoint) {
        assertThat(StoreEndpoint.parse(text)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "127.0.0.1:9000             | '127.0.0.1:9000' has no scheme; use http://127.0.0.1:9000",
                "minio:9000                 | 'minio:9000' has no scheme",
                "minio                      | 'minio' has no scheme",
                "ftp://minio:9000           | has the scheme ftp; use http://host:port",
                "s3://bucket                | has the scheme s3",
                "http://my_minio:9000       | the host name my_minio has an underscore",
                "https://my_minio           | the host name my_minio has an underscore",
                "http://127.0.0.1:9000/s3/  | has the path /s3/",
                "http://127.0.0.1:9000?x=1  | has a query or fragment",
                "http://127.0.0.1:9000#x    | has a query or fragment",
                "http://a:secret@minio:9000 | contains a user",
                "http://:9000               | has no valid host and port",
                "http://minio:              | has no valid host and port",
                "http://minio:99999         | has the port 99999",
                "http://min io:9000         | is not an address",
                "http://                    | is not an address"
            })
    void otherFormsAreRefused(String text, String problem) {
        assertThatThrownBy(() -> StoreEndpoint.parse(text))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("redoubt.store.endpoint: ")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secret@");
    }
}
