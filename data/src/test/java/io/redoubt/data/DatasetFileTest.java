package io.redoubt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redoubt.api.IndexRange;
import io.redoubt.api.Json;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFileTest {
    private static final String GOLDEN = "fdfb65fa8f99b08352f4222d85c8b8bcebe204222b5b3eddb0b350f8256caaf9";

    @TempDir
    private Path folder;

    @Test
    void writtenDataSetIsReadBack() throws IOException {
        ImageDataset dataset = SampleDatasets.dataset();
        Path file = write(dataset);

        ImageDataset read = DatasetFile.read(file);

        assertThat(read.name()).isEqualTo("sample");
        assertThat(read.classes()).containsExactly("cat", "dog", "ship");
        assertThat(read.origin()).isEqualTo(dataset.origin());
        assertThat(read.train().pixels()).isEqualTo(dataset.train().pixels());
        assertThat(read.train().channels()).isEqualTo(3);
        assertThat(read.train().height()).isEqualTo(4);
        assertThat(read.train().width()).isEqualTo(5);
        assertThat(read.test().labels()).isEqualTo(dataset.test().labels());
    }

    @Test
    void digestIsThatOfTheFileAndNeverChanges() throws IOException {
        ImageDataset dataset = SampleDatasets.dataset();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String digest = DatasetFile.write(dataset, out);

        assertThat(digest).isEqualTo(Json.sha256(out.toByteArray())).isEqualTo(GOLDEN);
        assertThat(DatasetFile.sha256(dataset)).isEqualTo(digest);
        assertThat(DatasetFile.sha256(DatasetFile.read(write(dataset)))).isEqualTo(digest);
        assertThat(DatasetFile.sha256(new ImageDataset(
                        "other", dataset.classes(), dataset.train(), dataset.test(), dataset.origin())))
                .isNotEqualTo(digest);
    }

    /** Jobs address images by ranges: those of attack shards, of checks from the first image, and of all others. */
    @Test
    void everyRangeOfAStoredSetInStratifiedOrderIsBalanced() throws IOException {
        int[] sorted = IntStream.range(0, 40).map(i -> i / 20).toArray();
        ImageSet images = new ImageSet(1, 1, 1, ByteBuffer.allocate(40), sorted);
        ImageDataset dataset = new ImageDataset("sorted", List.of("cat", "dog"), images, images);
        assertThat(images.subset(new IndexRange(0, 10)).countPerClass(2)).containsExactly(10, 0);

        ImageDataset read = DatasetFile.read(write(dataset.stratified()));

        for (IndexRange shard : IndexRange.shards(40, 10)) {
            assertThat(read.test().subset(shard).countPerClass(2))
                    .as("%s", shard)
                    .containsExactly(5, 5);
        }
        assertThat(read.test().subset(new IndexRange(0, 8)).countPerClass(2)).containsExactly(4, 4);
        assertThat(read.train().labels()).isEqualTo(sorted);
    }

    @Test
    void moreThan256ClassesAreSupported() throws IOException {
        List<String> classes =
                IntStream.range(0, 300).mapToObj(Integer::toString).toList();
        ImageSet images = SampleDatasets.counting(300, 1, 1, 1, 300);

        ImageDataset read = DatasetFile.read(write(new ImageDataset("many", classes, images, images)));

        assertThat(read.train().labels()).isEqualTo(images.labels());
    }

    @Test
    void invalidFileIsRejected() throws IOException {
        Path noSafetensors = Files.writeString(folder.resolve("text"), "not a data set at all");
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> DatasetFile.read(noSafetensors))
                .withMessage(noSafetensors
                        + " is a text file, perhaps the error message of a server; download the file again");

        assertRejected("metadata 'name' is missing", "name", null, List.of());
        assertRejected("is not a valid name", "name", "../up", List.of());
        assertRejected("not a JSON array", "classes", "[", List.of());
        assertRejected("not a string", "classes", "[1,2,3]", List.of());
        assertRejected("there are 2 classes", "classes", "[\"a\",\"b\"]", List.of());
        assertRejected("at least two different names", "classes", "[\"a\",\"a\",\"a\"]", List.of());
        assertRejected(
                "expected U8[n, c, h, w]", "", "", List.of(Tensor.of("train.images", new long[] {540}, new byte[540])));
        assertRejected("one label per image", "", "", List.of(Tensor.of("train.labels", new long[] {8}, new byte[8])));
        assertRejected("expected U8 or I64", "", "", List.of(Tensor.of("train.labels", new long[] {9}, new float[9])));
        assertRejected("labels[0] is -1", "", "", List.of(Tensor.of("test.labels", new long[] {6}, new long[] {
            -1, 0, 0, 0, 0, 0
        })));
        assertRejected(
                "too large",
                "",
                "",
                List.of(
                        Tensor.of("test.images", new long[] {0, 1L << 40, 1, 1}, new byte[0]),
                        Tensor.of("test.labels", new long[] {0}, new byte[0])));
        assertRejected(
                "test is empty",
                "",
                "",
                List.of(
                        Tensor.of("test.images", new long[] {0, 3, 4, 5}, new byte[0]),
                        Tensor.of("test.labels", new long[] {0}, new byte[0])));
        assertRejected(
                "they must match", "", "", List.of(Tensor.of("test.images", new long[] {6, 3, 5, 4}, new byte[360])));
    }

    @Test
    void missingTensorIsNamed() throws IOException {
        Path file = folder.resolve("empty");
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, List.of(), Map.of("name", "a", "classes", "[]", "source", "", "licence", ""));
        }

        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> DatasetFile.read(file))
                .withMessageContaining("'train.images'");
    }

    @Test
    void inconsistentComponentsAreRejected() {
        ImageSet images = SampleDatasets.counting(4, 1, 2, 2, 4);
        List<String> three = List.of("a", "b", "c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageDataset("x", three, images, images))
                .withMessageContaining("label 3 of train is 3; there are 3 classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageDataset("a/b", three, images, images))
                .withMessageContaining("name");
    }

    private void assertRejected(String problem, String key, String value, List<Tensor> replacements)
            throws IOException {
        Safetensors valid = Safetensors.read(write(SampleDatasets.dataset()));
        Map<String, Tensor> tensors = new HashMap<>(valid.tensors());
        replacements.forEach(tensor -> tensors.put(tensor.name(), tensor));
        Map<String, String> metadata = new HashMap<>(valid.metadata());
        if (value == null) {
            metadata.remove(key);
        } else {
            metadata.put(key, value);
        }
        Path file = folder.resolve("changed");
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, new ArrayList<>(tensors.values()), metadata);
        }
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> DatasetFile.read(file))
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.code()).isEqualTo(DatasetException.Code.WRONG_FORMAT));
    }

    private Path write(ImageDataset dataset) throws IOException {
        Path file = folder.resolve(DatasetFile.NAME);
        try (OutputStream out = Files.newOutputStream(file)) {
            DatasetFile.write(dataset, out);
        }
        return file;
    }

    @Test
    void dataSetOverTwoGibIsRefusedBeforeItIsDecoded() {
        PixelSource undecodable = new PixelSource() {
            @Override
            public void copy(int image, byte[] into, int offset) {
                throw new AssertionError("decoded");
            }

            @Override
            public boolean isLoaded(int image) {
                return false;
            }

            @Override
            public PixelSource load(int[] images) {
                throw new AssertionError("decoded");
            }
        };
        ImageSet images = new ImageSet(new ImageShape(3, 1024, 1024), undecodable, new int[400]);
        ImageDataset large = new ImageDataset("large", List.of("a", "b"), images, images);

        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> DatasetFile.sha256(large))
                .withMessageContainingAll(
                        "large has 800 images of 3x1024x1024, 2.3 GiB", "at most 661 images", "--test");
    }
}
