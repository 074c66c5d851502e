package io.redoubt.cli.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {

    @Test
    void temporaryFolderIsDeletedOnClose() throws IOException {
        Path path;
        try (ResultFolder folder = ResultFolder.of(Optional.empty())) {
            path = folder.path();
            Files.writeString(path.resolve("examples"), "many");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void namedFolderIsKept(@TempDir Path parent) throws IOException {
        Path wanted = parent.resolve("a/b");
        try (ResultFolder folder = ResultFolder.of(Optional.of(wanted))) {
            Files.writeString(folder.path().resolve("examples"), "many");
        }

        assertThat(wanted.resolve("examples")).exists();
    }
}
