package io.redoubt.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.embedded.server.EmbeddedException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3CredentialsTest {

    @TempDir
    Path directory;

    @Test
    void secretIsNotPrinted() {
        S3Credentials credentials = S3Credentials.generate();
        S3Endpoint endpoint =
                new S3Endpoint(URI.create("http://127.0.0.1:1"), credentials.accessKey(), credentials.secretKey());

        assertThat(credentials.toString()).contains(credentials.accessKey()).doesNotContain(credentials.secretKey());
        assertThat(endpoint.toString()).contains(credentials.accessKey()).doesNotContain(credentials.secretKey());
    }

    @Test
    void shortSecretIsRejected() {
        assertThatThrownBy(() -> new S3Credentials("operator", "short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secretKey has 5 characters")
                .hasMessageNotContaining("short");
    }

    @Test
    void generatedOnceAndReadableOnlyByOwner() throws Exception {
        Path file = directory.resolve("credentials");

        S3Credentials first = S3CredentialsFile.readOrCreate(file);

        assertThat(S3CredentialsFile.readOrCreate(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void corruptFileIsNamedWithRemedy() throws Exception {
        Path file = Files.writeString(directory.resolve("credentials"), "one line");

        assertThatThrownBy(() -> S3CredentialsFile.readOrCreate(file))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("delete that file");
    }
}
