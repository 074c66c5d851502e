package io.redoubt.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.data.DatasetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final int LIMIT = 1000;

    @TempDir
    private Path folder;

    private Path target;

    @BeforeEach
    void createTarget() throws IOException {
        target = Files.createDirectory(folder.resolve("target"));
    }

    /** An archive of files whose content is their name. */
    private Path archive(String file, String... names) throws IOException {
        Path archive = folder.resolve(file);
        try (OutputStream out = Files.newOutputStream(archive)) {
            if (file.endsWith(".zip")) {
                try (ZipOutputStream zip = new ZipOutputStream(out)) {
                    for (String name : names) {
                        zip.putNextEntry(new ZipEntry(name));
                        zip.write(bytes(name));
                    }
                }
            } else {
                try (TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(file.endsWith(".tar") ? out : new GZIPOutputStream(out))) {
                    for (String name : names) {
                        TarArchiveEntry entry = new TarArchiveEntry(name, true);
                        entry.setSize(bytes(name).length);
                        tar.putArchiveEntry(entry);
                        tar.write(bytes(name));
                        tar.closeArchiveEntry();
                    }
                }
            }
        }
        return archive;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void assertRejected(Path archive, String... parts) {
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> Archive.unpack(archive, target, LIMIT))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz", "a.TGZ"})
    void theOnlyFolderIsTheContent(String file) throws IOException {
        Path content = Archive.unpack(archive(file, "pets/train/cat/1.png", "pets/a"), target, LIMIT);

        assertThat(content).isEqualTo(target.resolve("pets"));
        assertThat(content.resolve("train/cat/1.png")).hasContent("pets/train/cat/1.png");
        assertThat(Archive.hasName(file)).isTrue();
        assertThat(Archive.hasName("train-images-idx3-ubyte.gz")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a.tar.gz"})
    void filesOutsideOfTheTargetAreRejected(String file) throws IOException {
        for (String name : new String[] {"../outside", "train/../../outside", "/outside"}) {
            assertRejected(archive(file, name), file, "outside of the archive");
        }
        assertThat(folder.resolve("outside")).doesNotExist();
        assertThat(Path.of("/outside")).doesNotExist();
    }

    @Test
    void linksAreRejected() throws IOException {
        Path archive = folder.resolve("a.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            TarArchiveEntry link = new TarArchiveEntry("train", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }

        assertRejected(archive, "'train'", "is a link or not a plain file");
    }

    @Test
    void unpackedBytesAreLimited() throws IOException {
        assertRejected(
                archive(
                        "a.zip",
                        "x".repeat(LIMIT / 5),
                        "y".repeat(200),
                        "z".repeat(200),
                        "u".repeat(200),
                        "v".repeat(200),
                        "w"),
                "contains more than",
                "use fewer images");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz"})
    void damagedArchivesAreRejected(String file) throws IOException {
        Path archive = archive(file, "a".repeat(90));
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), file.equals("a.tar") ? 550 : 80));

        assertRejected(archive, file, "is damaged", "copy it again");
    }

    @Test
    void otherFilesAreRejected() throws IOException {
        assertRejected(Files.writeString(folder.resolve("a.tar"), ""), "contains no files");
        assertRejected(Files.writeString(folder.resolve("a.zip"), "not a zip"), "is damaged");
        assertRejected(Files.writeString(folder.resolve("a.tar.gz"), "not gzip"), "is damaged");
        assertRejected(Files.writeString(folder.resolve("a.tgz"), ""), "is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a.tar"})
    void fileWithTheNameOfAFolderIsRejected(String file) throws IOException {
        assertRejected(archive(file, "ant", "ant/1.png"), "'ant/1.png'", "its folder is also a file", "rename it");
    }

    @Test
    void tooLongNamesAreRejected() throws IOException {
        assertRejected(archive("a.zip", "n".repeat(300)), "its name is too long; rename it or leave it out");
    }
}
