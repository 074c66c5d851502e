package io.redoubt.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    private Path folder;

    @Test
    void fileThatCannotBeCompletedStaysAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "before");

        assertThatThrownBy(() -> OutputFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": No space left on device");
        assertThat(file).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("model");
    }

    @Test
    void fileIsCreatedAndReplacedThroughALink() throws IOException {
        Path file = folder.resolve("model");
        OutputFile.write(file, out -> out.write('1'));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        OutputFile.write(link, out -> out.write('2'));

        assertThat(file).hasContent("2");
        assertThat(link).isSymbolicLink();
    }
}
