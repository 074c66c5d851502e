package io.redoubt.data.format;

import static io.redoubt.data.format.DatasetErrors.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.SampleDatasets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFormatTest {
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    private final ImageSet train = SampleDatasets.counting(6, 1, 4, 6, 3);
    private final ImageSet test = SampleDatasets.counting(3, 1, 4, 6, 3);

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        IdxFiles.write(folder, "train", train);
        IdxFiles.write(folder, "t10k", test);
    }

    private ImageDataset read() throws IOException {
        return DatasetFormats.STANDARD.named("idx").read("digits", folder);
    }

    @Test
    void fourFilesAreRead() throws IOException {
        ImageDataset dataset = read();

        assertThat(dataset.classes()).containsExactly("0", "1", "2");
        assertThat(dataset.train().channels()).isEqualTo(1);
        assertThat(dataset.train().height()).isEqualTo(4);
        assertThat(dataset.train().width()).isEqualTo(6);
        assertThat(dataset.train().pixels()).isEqualTo(train.pixels());
        assertThat(dataset.train().labels()).isEqualTo(train.labels());
        assertThat(dataset.test().pixels()).isEqualTo(test.pixels());
    }

    @Test
    void compressedFilesAreRead() throws IOException {
        ImageDataset plain = read();
        for (String name : List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)) {
            Files.delete(folder.resolve(name));
        }
        IdxFiles.writeCompressed(folder, "train", train);
        IdxFiles.writeCompressed(folder, "t10k", test);

        assertThat(DatasetFile.sha256(read())).isEqualTo(DatasetFile.sha256(plain));
    }

    @Test
    void dataSetCanBePadded() throws IOException {
        assertThat(read().padded(8).train().height()).isEqualTo(8);
    }

    @Test
    void missingFileIsNamed() throws IOException {
        Files.delete(folder.resolve(TEST_LABELS));

        assertRejected(this::read, Code.MISSING_FILE, TEST_LABELS, ".gz");
    }

    @Test
    void wrongMagicNumberIsRejected() throws IOException {
        Files.write(folder.resolve(TRAIN_IMAGES), Files.readAllBytes(folder.resolve(TRAIN_LABELS)));

        assertRejected(this::read, Code.WRONG_FORMAT, TRAIN_IMAGES, "offset 0", "0x00000801", "0x00000803");
    }

    @Test
    void truncatedFileIsRejected() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(TEST_IMAGES));
        for (int length = 0; length < whole.length; length++) {
            Files.write(folder.resolve(TEST_IMAGES), Arrays.copyOf(whole, length));
            assertRejected(this::read, Code.TRUNCATED, TEST_IMAGES);
        }
        assertRejected(this::read, Code.TRUNCATED, "ends at offset 87", "88 bytes");
    }

    @Test
    void truncatedCompressedFileIsRejected() throws IOException {
        IdxFiles.writeCompressed(folder, "train", train);
        Files.delete(folder.resolve(TRAIN_LABELS));
        Path file = folder.resolve(TRAIN_LABELS + ".gz");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRejected(this::read, Code.TRUNCATED, TRAIN_LABELS);
        }
    }

    @Test
    void invalidGzipIsRejected() throws IOException {
        Files.move(folder.resolve(TRAIN_LABELS), folder.resolve(TRAIN_LABELS + ".gz"));

        assertRejected(this::read, Code.WRONG_FORMAT, TRAIN_LABELS + ".gz", "gzip");
    }

    /** A compressed file of a few bytes may declare 2 GiB; nothing of that size is allocated or decompressed. */
    @Test
    void declaredSizeIsComparedBeforeAnythingIsDecompressed() throws IOException {
        Files.delete(folder.resolve(TEST_IMAGES));
        Files.delete(folder.resolve(TEST_LABELS));
        IdxFiles.writeCompressedHeader(folder.resolve(TEST_IMAGES + ".gz"), 0x0803, 2_000_000, 28, 28);
        IdxFiles.writeCompressedHeader(folder.resolve(TEST_LABELS + ".gz"), 0x0801, 2_000_000_000);
        assertRejected(this::read, Code.WRONG_SIZE, "2000000000 labels", "2000000 images");

        IdxFiles.writeCompressedHeader(folder.resolve(TEST_LABELS + ".gz"), 0x0801, 2_000_000);
        assertRejected(this::read, Code.TRUNCATED, TEST_LABELS + ".gz", "declares 2000008 bytes");
    }

    @Test
    void trailingBytesAreRejected() throws IOException {
        byte[] labels = Files.readAllBytes(folder.resolve(TRAIN_LABELS));
        Files.write(folder.resolve(TRAIN_LABELS), Arrays.copyOf(labels, labels.length + 1));

        assertRejected(this::read, Code.WRONG_SIZE, TRAIN_LABELS, "offset 14");
    }

    @Test
    void invalidDimensionsAreRejectedBeforeTheDataIsRead() throws IOException {
        overwrite(TRAIN_IMAGES, 8, -4);
        assertRejected(this::read, Code.WRONG_SIZE, TRAIN_IMAGES, "dimension 1 (offset 8) is -4");

        overwrite(TRAIN_IMAGES, 8, Integer.MAX_VALUE);
        assertRejected(this::read, Code.WRONG_SIZE, TRAIN_IMAGES, "2147483647", "2 GiB");
    }

    @Test
    void differentNumbersOfImagesAndLabelsAreRejected() throws IOException {
        IdxFiles.write(folder, "t10k", SampleDatasets.counting(4, 1, 4, 6, 3));
        Files.copy(folder.resolve(TEST_IMAGES), folder.resolve("four"));
        IdxFiles.write(folder, "t10k", test);
        Files.write(folder.resolve(TEST_IMAGES), Files.readAllBytes(folder.resolve("four")));

        assertRejected(this::read, Code.WRONG_SIZE, "3 labels", "4 images");
    }

    @Test
    void testImagesOfAnotherSizeAreRejected() throws IOException {
        IdxFiles.write(folder, "t10k", SampleDatasets.counting(3, 1, 6, 4, 3));

        assertRejected(this::read, Code.WRONG_SIZE, TEST_IMAGES, "6x4", "4x6");
    }

    @Test
    void testLabelWithoutTrainingImagesIsRejected() throws IOException {
        overwriteByte(TEST_LABELS, 8 + 2, 3);

        assertRejected(this::read, Code.BAD_LABEL, TEST_LABELS, "record 2", "label 3", "0 to 2");
    }

    @Test
    void gapInTheTrainingLabelsIsRejected() throws IOException {
        overwriteByte(TRAIN_LABELS, 8 + 5, 200);

        assertRejected(this::read, Code.EMPTY_CLASS, TRAIN_LABELS, "no image has label 3");
    }

    @Test
    void singleClassIsRejected() throws IOException {
        IdxFiles.write(folder, "train", SampleDatasets.counting(6, 1, 4, 6, 1));

        assertRejected(this::read, Code.EMPTY_CLASS, TRAIN_LABELS, "two classes");
    }

    @Test
    void otherSpellingsOfTheNamesAreRead() throws IOException {
        String sha256 = DatasetFile.sha256(read());
        for (String pattern : List.of(
                "%s-%s.idx%d-ubyte", "emnist-letters-%s-%s-idx%d-ubyte", "%s_%s_idx%d_ubyte", "%s-%s-idx%d-ubyte")) {
            for (Path file : FileNames.list(folder)) {
                String[] parts = file.getFileName().toString().split("[-_.]");
                boolean prefixed = parts[0].equals("emnist");
                boolean training = parts[prefixed ? 2 : 0].equals("train");
                boolean images = List.of(parts).contains("images");
                String split = training ? "train" : pattern.startsWith("emnist") ? "test" : "t10k";
                Files.move(
                        file, folder.resolve(pattern.formatted(split, images ? "images" : "labels", images ? 3 : 1)));
            }

            assertThat(DatasetFile.sha256(read())).as(pattern).isEqualTo(sha256);
        }
    }

    @Test
    void twoFilesOfOneKindAreRejected() throws IOException {
        Files.copy(folder.resolve(TEST_LABELS), folder.resolve("emnist-test-labels-idx1-ubyte"));

        assertRejected(this::read, Code.UNEXPECTED_FILE, TEST_LABELS, "emnist-test-labels-idx1-ubyte", "keep one");
    }

    @Test
    void allMissingFilesAreNamed() throws IOException {
        Files.delete(folder.resolve(TEST_LABELS));
        Files.delete(folder.resolve(TRAIN_IMAGES));

        assertRejected(this::read, Code.MISSING_FILE, "2 problems", TEST_LABELS, TRAIN_IMAGES);
    }

    @Test
    void problemsOfBothSplitsAreReported() throws IOException {
        overwrite(TRAIN_IMAGES, 0, 1);
        overwrite(TEST_IMAGES, 0, 2);

        assertRejected(this::read, Code.WRONG_FORMAT, "2 problems", "0x00000001", "0x00000002");
    }

    @Test
    void labelsThatBeginAtOneAreRead() throws IOException {
        addOneToLabels(TRAIN_LABELS, 6);
        addOneToLabels(TEST_LABELS, 3);
        List<String> notes = new ArrayList<>();

        ImageDataset dataset =
                DatasetFormats.STANDARD.named("idx").read("digits", folder, new ReadOptions(true, notes::add));

        assertThat(dataset.classes()).containsExactly("1", "2", "3");
        assertThat(dataset.train().labels()).isEqualTo(train.labels());
        assertThat(dataset.test().labels()).isEqualTo(test.labels());
        assertThat(dataset.train().pixels()).isEqualTo(train.pixels());
        assertThat(notes).containsExactly("labels begin at 1; the classes are 1 to 3");

        overwriteByte(TEST_LABELS, 8, 0);
        assertRejected(this::read, Code.BAD_LABEL, TEST_LABELS, "record 0", "label 0", "1 to 3");
    }

    @Test
    void testImagesAloneAreReadForEvaluation() throws IOException {
        Files.delete(folder.resolve(TRAIN_IMAGES));
        Files.delete(folder.resolve(TRAIN_LABELS));
        List<String> notes = new ArrayList<>();

        ImageDataset dataset =
                DatasetFormats.STANDARD.named("idx").read("digits", folder, new ReadOptions(false, notes::add));

        assertThat(dataset.train().size()).isZero();
        assertThat(dataset.test().pixels()).isEqualTo(test.pixels());
        assertThat(dataset.classes()).containsExactly("0", "1", "2");
        assertThat(notes).singleElement().asString().contains("no training images");
        assertThat(DatasetFile.sha256(dataset)).hasSize(64);
    }

    private void addOneToLabels(String file, int count) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        for (int i = 0; i < count; i++) {
            bytes[8 + i]++;
        }
        Files.write(folder.resolve(file), bytes);
    }

    private void overwrite(String file, int offset, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        ByteBuffer.wrap(bytes).putInt(offset, value);
        Files.write(folder.resolve(file), bytes);
    }

    private void overwriteByte(String file, int offset, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        bytes[offset] = (byte) value;
        Files.write(folder.resolve(file), bytes);
    }
}
