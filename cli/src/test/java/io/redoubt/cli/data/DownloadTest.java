package io.redoubt.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.pipeline.retry.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final int LENGTH = 300_000;
    private static final String NAME = "data.bin";

    @TempDir
    private Path folder;

    private final byte[] content = new byte[LENGTH];
    private FileServer server;
    private long progress;

    @BeforeEach
    void startServer() throws IOException {
        new Random(1).nextBytes(content);
        server = new FileServer().with(NAME, content);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private PublishedFile file() throws Exception {
        byte[] md5 = MessageDigest.getInstance("MD5").digest(content);
        return new PublishedFile(NAME, LENGTH, HexFormat.of().formatHex(md5));
    }

    private void download(PublishedFile file) throws IOException {
        new Download(
                        new OkHttpClient(),
                        new Backoff(Duration.ZERO, Duration.ZERO),
                        file,
                        server.address(),
                        folder,
                        (each, done) -> progress = done)
                .run();
    }

    private Path part() {
        return folder.resolve(NAME + ".part");
    }

    @Test
    void fileIsWrittenAndVerified() throws Exception {
        download(file());
        download(file());

        assertThat(folder.resolve(NAME)).hasBinaryContent(content);
        assertThat(part()).doesNotExist();
        assertThat(progress).isEqualTo(LENGTH);
        assertThat(server.ranges()).as("requests").containsExactly("");
    }

    @Test
    void cutConnectionIsContinuedWhereItEnded() throws Exception {
        server.cutAfter(LENGTH / 3);

        download(file());

        assertThat(folder.resolve(NAME)).hasBinaryContent(content);
        assertThat(server.ranges()).contains("bytes=100000-", "bytes=200000-");
    }

    @Test
    void earlierDownloadIsContinued() throws Exception {
        Files.write(part(), Arrays.copyOf(content, 250_000));

        download(file());

        assertThat(folder.resolve(NAME)).hasBinaryContent(content);
        assertThat(server.ranges()).containsExactly("bytes=250000-");
    }

    @Test
    void serverWithoutRangesSendsTheWholeFileAgain() throws Exception {
        Files.write(part(), new byte[1000]);
        server.withoutRanges();

        download(file());

        assertThat(folder.resolve(NAME)).hasBinaryContent(content);
    }

    @Test
    void partThatIsLongerThanTheFileIsReplaced() throws Exception {
        Files.write(part(), new byte[LENGTH + 1]);

        download(file());

        assertThat(folder.resolve(NAME)).hasBinaryContent(content);
        assertThat(server.ranges()).containsExactly("bytes=300001-", "");
    }

    @Test
    void wrongDigestIsRejectedAndTheFileDeleted() throws Exception {
        PublishedFile other = new PublishedFile(NAME, LENGTH, "0".repeat(32));

        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> download(other))
                .withMessageContaining("has the MD5 digest " + file().md5() + " instead of the published 000");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void longerFileIsRejectedBeforeItIsComplete() {
        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> download(new PublishedFile(NAME, 1000, "0".repeat(32))))
                .withMessageContaining("is longer than the published 1000 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingFileIsNotRequestedAgain() {
        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> download(new PublishedFile("none", 10, "")))
                .withMessageContaining("/none answered with 404")
                .withMessageContaining("--from")
                .matches(e -> !e.isUnreachable());
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void serverErrorsAreRetried() throws Exception {
        server.fail(3);

        download(file());

        assertThat(folder.resolve(NAME)).hasBinaryContent(content);
    }

    @Test
    void stoppedServerIsUnreachable() {
        server.close();

        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> download(file()))
                .withMessageContaining("cannot download " + server.address() + "/" + NAME)
                .matches(DownloadException::isUnreachable);
    }

    @Test
    void fileThatDoesNotFitOntoTheDiskIsNotRequested() {
        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> download(new PublishedFile(NAME, Long.MAX_VALUE, "")))
                .withMessageContaining("of free space")
                .withMessageContaining("--to");
        assertThat(server.ranges()).isEmpty();
    }
}
