package io.redoubt.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    Path directory;

    @Test
    void lockIsHeldUntilItIsClosed() {
        assertThat(DirectoryLock.isHeld(directory)).isFalse();

        DirectoryLock lock = DirectoryLock.acquire(directory);

        assertThat(DirectoryLock.isHeld(directory)).isTrue();
        lock.close();
        assertThat(DirectoryLock.isHeld(directory)).isFalse();
        assertThat(DirectoryLock.isHeld(directory.resolve("missing"))).isFalse();
    }

    @Test
    void isHeldDoesNotReleaseTheLockOfThisProcess() throws Exception {
        DirectoryLock lock = DirectoryLock.acquire(directory);
        assertThatThrownBy(() -> DirectoryLock.acquire(directory)).isInstanceOf(DirectoryInUseException.class);
        assertThat(DirectoryLock.isHeld(directory)).isTrue();

        assertThat(heldForAnotherProcess()).isEqualTo("true");

        lock.close();
        assertThat(heldForAnotherProcess()).isEqualTo("false");
    }

    private String heldForAnotherProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Question.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes()).strip();
    }

    /** Prints whether a directory is locked. */
    static final class Question {
        public static void main(String[] arguments) {
            System.out.println(DirectoryLock.isHeld(Path.of(arguments[0])));
        }
    }
}
