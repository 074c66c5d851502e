package io.redoubt.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.DatasetException;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.SampleDatasets;
import io.redoubt.data.file.CorruptFiles;
import io.redoubt.data.image.PngFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A corrupt file of a data set is read if it is still valid, and rejected with its folder otherwise. */
class CorruptDatasetsTest {
    private static final int FILES = 50;
    private static final int PIXELS = 3 * 32 * 32;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"idx", "idx.gz", "cifar-10", "cifar-100", "svhn", "folder", "tiny"})
    void corruptFileIsReadOrRejected(String kind) throws IOException {
        write(kind);
        String format = kind.replace(".gz", "").replace("tiny", "folder");
        assertThat(read(format).test().size()).isPositive();
        CorruptFiles corrupt = new CorruptFiles(kind.hashCode());

        for (Path file : files()) {
            byte[] valid = Files.readAllBytes(file);
            for (int i = 0; i < FILES; i++) {
                Files.write(file, corrupt.bytes(valid));
                readOrReject(format);
            }
            Files.write(file, valid);
        }
    }

    /** The data of a gzip file has a checksum. */
    @Test
    void noFlippedBitOfAGzipFileIsReadAsOtherImages() throws IOException {
        write("idx.gz");
        ImageDataset expected = read("idx");

        for (Path file : files()) {
            byte[] valid = Files.readAllBytes(file);
            for (int at = 0; at < valid.length; at++) {
                byte[] flipped = valid.clone();
                flipped[at] ^= (byte) (1 << at % 8);
                Files.write(file, flipped);
                try {
                    ImageDataset read = read("idx");
                    assertThat(read.train().pixels()).isEqualTo(expected.train().pixels());
                    assertThat(read.test().labels()).isEqualTo(expected.test().labels());
                } catch (DatasetException e) {
                    assertExplained(e);
                }
            }
            Files.write(file, valid);
        }
    }

    /** Names of any bytes, which need not be text. */
    @Test
    void folderWithOddNamesIsReadOrRejected() throws IOException {
        Random random = new Random(17);
        byte[] image = PngFile.uniform(8, 0, 60).bytes();

        for (int i = 0; i < FILES; i++) {
            String set = i + "/";
            for (String name : List.of("train/a/1.png", "train/b/1.png", "test/a/1.png", "test/b/1.png")) {
                writeEscaped(set + name, image);
            }
            writeEscaped(set + "train/" + name(random) + "/" + name(random) + ".png", image);
            writeEscaped(set + "test/" + name(random), image);
            try {
                DatasetFormats.STANDARD.named("folder").read("set", folder.resolve(set));
            } catch (DatasetException e) {
                assertExplained(e);
            }
        }
    }

    /** One to eight bytes, escaped as in a URI. */
    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int length = 1 + random.nextInt(8); length > 0; length--) {
            int value =
                    random.nextBoolean() ? "%. -_~\n\u001b\"'*".charAt(random.nextInt(11)) : 1 + random.nextInt(255);
            name.append(String.format("%%%02x", value == '/' ? '\\' : value));
        }
        return name.toString();
    }

    private void writeEscaped(String name, byte[] content) throws IOException {
        Path file = Path.of(URI.create(folder.toUri() + name));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (FileSystemException e) {
            // A name such as "..", which is a folder already.
        }
    }

    private void readOrReject(String format) throws IOException {
        try {
            ImageDataset read = read(format);
            assertThat(read.test().pixels().remaining())
                    .isEqualTo(read.test().size() * read.test().imageBytes());
        } catch (DatasetException e) {
            assertExplained(e);
        }
    }

    private void assertExplained(DatasetException e) {
        CorruptFiles.assertExplained(e);
        assertThat(e).hasMessageContaining(folder.toString());
    }

    private ImageDataset read(String format) throws IOException {
        return DatasetFormats.STANDARD.named(format).read("set", folder).load();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void write(String kind) throws IOException {
        switch (kind) {
            case "idx" -> {
                IdxFiles.write(folder, "train", SampleDatasets.counting(4, 1, 2, 3, 2));
                IdxFiles.write(folder, "t10k", SampleDatasets.counting(2, 1, 2, 3, 2));
            }
            case "idx.gz" -> {
                IdxFiles.writeCompressed(folder, "train", SampleDatasets.counting(4, 1, 2, 3, 2));
                IdxFiles.writeCompressed(folder, "t10k", SampleDatasets.counting(2, 1, 2, 3, 2));
            }
            case "cifar-10" -> {
                for (int batch = 1; batch <= 5; batch++) {
                    Files.write(folder.resolve("data_batch_" + batch + ".bin"), records(2, 1, 2 * (batch - 1)));
                }
                Files.write(folder.resolve("test_batch.bin"), records(1, 1, 0));
            }
            case "cifar-100" -> {
                Files.write(folder.resolve("train.bin"), records(100, 2, 0));
                Files.write(folder.resolve("test.bin"), records(1, 2, 0));
                StringBuilder names = new StringBuilder();
                for (int i = 0; i < 100; i++) {
                    names.append("n").append(i).append('\n');
                }
                Files.writeString(folder.resolve("fine_label_names.txt"), names);
            }
            case "svhn" -> SvhnFiles.copy(folder);
            default -> {
                byte[] image = PngFile.uniform(8, 0, 60).bytes();
                boolean tiny = kind.equals("tiny");
                for (String name : List.of("train/a/1.png", "train/b/2.png")) {
                    writeEscaped(name, image);
                }
                writeEscaped(tiny ? "val/images/1.png" : "test/a/1.png", image);
                writeEscaped(tiny ? "val/images/2.png" : "test/b/1.png", image);
                if (tiny) {
                    Files.writeString(folder.resolve("val/val_annotations.txt"), "1.png\ta\t0\n2.png\tb\t0\n");
                }
            }
        }
    }

    /** Records whose class counts up from {@code first}. */
    private static byte[] records(int count, int labelBytes, int first) {
        byte[] file = new byte[count * (labelBytes + PIXELS)];
        for (int record = 0; record < count; record++) {
            file[record * (labelBytes + PIXELS) + labelBytes - 1] = (byte) (first + record);
        }
        return file;
    }
}
