package io.redoubt.data.format;

import static io.redoubt.data.format.DatasetErrors.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFormatTest {
    private static final int PIXELS = 3 * 32 * 32;

    @TempDir
    private Path cifar10;

    @TempDir
    private Path cifar100;

    /** CIFAR-10 has two records per file and one per class. The pixel bytes of a record are its sequence number. */
    @BeforeEach
    void writeFiles() throws IOException {
        for (int batch = 0; batch < 5; batch++) {
            byte[] file = records(2, 1);
            for (int record = 0; record < 2; record++) {
                file[record * (1 + PIXELS)] = (byte) (2 * batch + record);
            }
            Files.write(cifar10.resolve("data_batch_" + (batch + 1) + ".bin"), file);
        }
        Files.write(cifar10.resolve("test_batch.bin"), records(3, 1));

        byte[] train = records(100, 2);
        for (int record = 0; record < 100; record++) {
            train[record * (2 + PIXELS)] = (byte) (record % 20);
            train[record * (2 + PIXELS) + 1] = (byte) record;
        }
        Files.write(cifar100.resolve("train.bin"), train);
        Files.write(cifar100.resolve("test.bin"), records(3, 2));
        String names = IntStream.range(0, 100).mapToObj(i -> "class" + i).collect(Collectors.joining("\n"));
        Files.writeString(cifar100.resolve("fine_label_names.txt"), names + "\n\n");
    }

    /** Returns records with label 0 whose pixels are 200 plus the number of the record. */
    private static byte[] records(int count, int labelBytes) {
        byte[] file = new byte[count * (labelBytes + PIXELS)];
        for (int record = 0; record < count; record++) {
            int offset = record * (labelBytes + PIXELS);
            Arrays.fill(file, offset + labelBytes, offset + labelBytes + PIXELS, (byte) (200 + record));
        }
        return file;
    }

    @Test
    void namesInTheFilesOfCifar10AreItsClasses() throws IOException {
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "digit " + i).toList();
        Path file = Files.write(cifar10.resolve("batches.meta.txt"), names);
        assertThat(readCifar10().classes()).isEqualTo(names);

        Files.write(file, names.subList(0, 9));
        assertRejected(
                this::readCifar10, Code.WRONG_SIZE, file.toString(), "has 9 lines", "expected 10 distinct names");
        Files.delete(file);
        assertThat(readCifar10().classes()).startsWith("airplane", "automobile");
    }

    private ImageDataset readCifar10() throws IOException {
        return DatasetFormats.STANDARD.named("cifar-10").read("my-cifar", cifar10);
    }

    private ImageDataset readCifar100() throws IOException {
        return DatasetFormats.STANDARD.named("cifar-100").read("cifar-100", cifar100);
    }

    @Test
    void cifar10BatchesAreReadInOrder() throws IOException {
        ImageDataset dataset = readCifar10();

        assertThat(dataset.name()).isEqualTo("my-cifar");
        assertThat(dataset.classes()).startsWith("airplane").endsWith("truck").hasSize(10);
        assertThat(dataset.train().labels()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(dataset.test().size()).isEqualTo(3);
        byte[] image = new byte[PIXELS];
        dataset.train().copy(9, image, 0);
        assertThat(image).containsOnly((byte) 201);
        dataset.test().copy(2, image, 0);
        assertThat(image).containsOnly((byte) 202);
    }

    @Test
    void cifar100UsesFineLabels() throws IOException {
        ImageDataset dataset = readCifar100();

        assertThat(dataset.classes()).hasSize(100).endsWith("class99");
        assertThat(dataset.train().labels()).isEqualTo(IntStream.range(0, 100).toArray());
        byte[] image = new byte[PIXELS];
        dataset.train().copy(7, image, 0);
        assertThat(image).containsOnly((byte) 207);
    }

    @Test
    void missingFileIsNamed() throws IOException {
        Files.delete(cifar10.resolve("data_batch_4.bin"));
        Files.delete(cifar100.resolve("fine_label_names.txt"));

        assertRejected(this::readCifar10, Code.MISSING_FILE, "data_batch_4.bin");
        assertRejected(this::readCifar100, Code.MISSING_FILE, "fine_label_names.txt");
    }

    @Test
    void truncatedFileIsRejectedWithTheIncompleteRecord() throws IOException {
        Path file = cifar10.resolve("data_batch_2.bin");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 6000));

        assertRejected(this::readCifar10, Code.TRUNCATED, "data_batch_2.bin", "6000 bytes", "record 1", "3073");
    }

    @Test
    void emptyFileIsRejected() throws IOException {
        Files.write(cifar10.resolve("test_batch.bin"), new byte[0]);

        assertRejected(this::readCifar10, Code.TRUNCATED, "test_batch.bin", "0 bytes");
    }

    @Test
    void invalidLabelIsRejectedWithItsPosition() throws IOException {
        corrupt(cifar10.resolve("data_batch_3.bin"), 3073, 10);
        corrupt(cifar100.resolve("train.bin"), 2 * 3074, 20);

        assertRejected(
                this::readCifar10, Code.BAD_LABEL, "data_batch_3.bin", "record 1", "offset 3073", "label 10", "0 to 9");
        assertRejected(
                this::readCifar100, Code.BAD_LABEL, "train.bin", "record 2", "offset 6148", "label 20", "0 to 19");
    }

    @Test
    void invalidFineLabelIsRejected() throws IOException {
        corrupt(cifar100.resolve("test.bin"), 3075, 255);

        assertRejected(this::readCifar100, Code.BAD_LABEL, "test.bin", "record 1", "label 255", "0 to 99");
    }

    @Test
    void classWithoutTrainingImagesIsRejected() throws IOException {
        corrupt(cifar10.resolve("data_batch_2.bin"), 3073, 0);

        assertRejected(this::readCifar10, Code.EMPTY_CLASS, "label 3", "'cat'");
    }

    @Test
    void wrongNumberOfClassNamesIsRejected() throws IOException {
        Files.writeString(cifar100.resolve("fine_label_names.txt"), "apple\napple\n");

        assertRejected(this::readCifar100, Code.WRONG_SIZE, "fine_label_names.txt", "2 lines", "1 of them distinct");
    }

    @Test
    void unknownFormatIsRejectedWithTheKnownNames() {
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> DatasetFormats.STANDARD.named("cifar10"))
                .withMessageContaining("'cifar10'")
                .withMessageContaining(DatasetFormats.STANDARD.names().toString());
    }

    @Test
    void allMissingFilesAreNamedAndThePythonVersionIsRecognised() throws IOException {
        Files.delete(cifar10.resolve("data_batch_2.bin"));
        Files.move(cifar10.resolve("test_batch.bin"), cifar10.resolve("test_batch"));

        assertRejected(
                this::readCifar10,
                Code.MISSING_FILE,
                "2 problems",
                "data_batch_2.bin",
                "test_batch.bin",
                "Python version");
    }

    @Test
    void filesWithTheSameProblemAreNamedTogether() throws IOException {
        for (int batch = 1; batch <= 5; batch++) {
            Files.delete(cifar10.resolve("data_batch_" + batch + ".bin"));
        }
        Files.delete(cifar10.resolve("test_batch.bin"));

        assertRejected(
                this::readCifar10,
                Code.MISSING_FILE,
                ": 6 problems: data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, "
                        + "test_batch.bin: is missing; copy it from the official binary version");
    }

    @Test
    void testImagesAloneAreReadForEvaluation() throws IOException {
        for (int batch = 1; batch <= 5; batch++) {
            Files.delete(cifar10.resolve("data_batch_" + batch + ".bin"));
        }
        Files.delete(cifar100.resolve("train.bin"));
        List<String> notes = new ArrayList<>();
        ReadOptions options = new ReadOptions(false, notes::add);

        ImageDataset ten = DatasetFormats.STANDARD.named("cifar-10").read("c", cifar10, options);
        ImageDataset hundred = DatasetFormats.STANDARD.named("cifar-100").read("c", cifar100, options);

        assertThat(ten.train().size() + hundred.train().size()).isZero();
        assertThat(ten.test().size()).isPositive();
        assertThat(hundred.test().size()).isPositive();
        assertThat(notes).hasSize(2).allSatisfy(note -> assertThat(note).contains("no training images"));
        assertRejected(this::readCifar10, Code.MISSING_FILE, "5 problems", "data_batch_5.bin");
    }

    private static void corrupt(Path file, int offset, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] = (byte) value;
        Files.write(file, bytes);
    }
}
