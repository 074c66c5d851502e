package io.redoubt.pipeline.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProcessDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void onlyDirectoriesOfKilledProcessesAreRemoved() throws IOException {
        Path stale = Files.createDirectories(parent.resolve("redoubt-process-dead/job-1"));
        Files.writeString(stale.resolve("model.safetensors"), "weights");
        Files.createFile(parent.resolve("redoubt-process-dead.lock"));
        Path other = Files.createDirectory(parent.resolve("other"));

        ProcessDirectory directory = new ProcessDirectory(parent);

        assertThat(directory.held()).isTrue();
        assertThat(parent.resolve("redoubt-process-dead")).doesNotExist();
        assertThat(parent.resolve("redoubt-process-dead.lock")).doesNotExist();
        assertThat(other).exists();
        assertThat(directory.path()).isEmptyDirectory();
    }

    @Test
    void directoryOfLiveProcessIsKept() throws IOException {
        ProcessDirectory live = new ProcessDirectory(parent);
        Path work = Files.createDirectory(live.path().resolve("job-1"));

        ProcessDirectory second = new ProcessDirectory(parent);

        assertThat(work).exists();
        assertThat(second.path()).isNotEqualTo(live.path()).exists();
    }

    @Test
    void directoryIsRemovedOnClose() throws IOException {
        ProcessDirectory directory = new ProcessDirectory(parent);
        Files.writeString(
                Files.createDirectory(directory.path().resolve("job-1")).resolve("state"), "weights");

        directory.close();

        assertThat(parent).isEmptyDirectory();
        assertThat(directory.held()).isFalse();
    }

    /** On a signal, the command deletes its files while the process deletes its directory. */
    @Test
    void directoryIsRemovedWhileAnotherThreadDeletesItsFiles() throws Exception {
        ProcessDirectory directory = new ProcessDirectory(parent);
        Path work = Files.createDirectory(directory.path().resolve("result-1"));
        for (int i = 0; i < 3000; i++) {
            Files.createFile(work.resolve("block-" + i));
        }
        CyclicBarrier start = new CyclicBarrier(2);
        CompletableFuture<Void> command = CompletableFuture.runAsync(() -> {
            try {
                start.await();
                ProcessDirectory.remove(work);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        start.await();

        directory.close();

        assertThat(command).succeedsWithin(Duration.ofMinutes(1));
        assertThat(parent).isEmptyDirectory();
    }

    /** The temporary folder is shared: a link can lead to another user's files, and opening a pipe waits forever. */
    @Test
    @Timeout(60)
    void linksAndPipesAreLeftAlone(@TempDir Path elsewhere) throws Exception {
        Path file = Files.writeString(elsewhere.resolve("file"), "kept");
        Path lockLink = Files.createSymbolicLink(parent.resolve("redoubt-process-link.lock"), file);
        Path directoryLink = Files.createSymbolicLink(parent.resolve("redoubt-process-dead"), elsewhere);
        Files.createFile(parent.resolve("redoubt-process-dead.lock"));
        Path pipe = parent.resolve("redoubt-process-pipe.lock");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        new ProcessDirectory(parent);

        assertThat(lockLink).isSymbolicLink();
        assertThat(directoryLink).isSymbolicLink();
        assertThat(pipe).exists();
        assertThat(file).hasContent("kept");
    }
}
