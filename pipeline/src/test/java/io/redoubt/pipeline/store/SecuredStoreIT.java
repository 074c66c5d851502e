package io.redoubt.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.embedded.s3.EmbeddedS3;
import io.redoubt.embedded.s3.S3Credentials;
import io.redoubt.embedded.s3.S3Endpoint;
import io.redoubt.testkit.SecuredS3;
import io.redoubt.testkit.SelfSignedCertificate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store over https. */
class SecuredStoreIT {

    @TempDir
    static Path folder;

    private static SelfSignedCertificate certificate;
    private static EmbeddedS3 server;

    @BeforeAll
    static void start() {
        certificate = SelfSignedCertificate.create(folder.resolve("tls"), "store", "127.0.0.1");
        server = start("s3", certificate);
    }

    private static EmbeddedS3 start(String name, SelfSignedCertificate shown) {
        return SecuredS3.start(folder.resolve(name), shown.keys(), S3Credentials.generate(), List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static StoreSettings settings(S3Endpoint endpoint, Optional<Path> ca) {
        return new StoreSettings(endpoint.uri(), "papers", endpoint.accessKey(), endpoint.secretKey(), "us-east-1", ca);
    }

    @Test
    void privateCaIsTrusted() {
        try (MinioObjectStore store =
                new MinioObjectStore(settings(server.endpoint(), Optional.of(certificate.certificate())))) {
            store.put("note", new byte[] {1, 2});

            assertThat(store.get("note"))
                    .get()
                    .extracting(StoredObject::content)
                    .isEqualTo(new byte[] {1, 2});
        }
    }

    @Test
    void serverWithUnknownCaIsRejected() {
        assertRejected(server.endpoint(), Optional.empty());
    }

    @Test
    void serverOfAnotherCaIsRejected() {
        SelfSignedCertificate other = SelfSignedCertificate.create(folder.resolve("other"), "other", "127.0.0.1");

        assertRejected(server.endpoint(), Optional.of(other.certificate()));
    }

    @Test
    void trustedCertificateForAnotherHostIsRejected() {
        SelfSignedCertificate elsewhere =
                SelfSignedCertificate.create(folder.resolve("elsewhere"), "elsewhere", "s3.example.org");
        try (EmbeddedS3 misplaced = start("misplaced", elsewhere)) {
            assertRejected(misplaced.endpoint(), Optional.of(elsewhere.certificate()));
        }
    }

    private static void assertRejected(S3Endpoint endpoint, Optional<Path> ca) {
        try (MinioObjectStore store = new MinioObjectStore(settings(endpoint, ca))) {
            assertThatThrownBy(() -> store.head("note"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("redoubt.store.ca")
                    .hasMessageNotContaining(endpoint.secretKey());
        }
    }

    @Test
    void unreadableCaFileIsNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        for (Path file : List.of(empty, folder.resolve("missing.pem"))) {
            StoreSettings settings = settings(server.endpoint(), Optional.of(file));
            assertThatThrownBy(() -> new MinioObjectStore(settings))
                    .isInstanceOf(InvalidFieldException.class)
                    .hasMessageContaining("redoubt.store.ca")
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void caWithoutHttpsIsRejected() {
        assertThatThrownBy(() -> new StoreSettings(
                        URI.create("http://127.0.0.1:9000"),
                        "papers",
                        "key",
                        "secret-key",
                        "us-east-1",
                        Optional.of(certificate.certificate())))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("redoubt.store.ca");
    }

    @Test
    void secretKeyIsNotPrinted() {
        assertThat(settings(server.endpoint(), Optional.of(certificate.certificate())))
                .asString()
                .contains("store.pem")
                .doesNotContain(server.endpoint().secretKey());
    }
}
