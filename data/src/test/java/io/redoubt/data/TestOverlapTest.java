package io.redoubt.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestOverlapTest {

    @Test
    void testImagesWithThePixelsOfTrainingImagesAreCounted() {
        ImageDataset dataset = dataset(images(1, 2, 3, 4), images(9, 3, 2, 3));

        TestOverlap overlap = TestOverlap.of(dataset);

        assertThat(overlap).isEqualTo(new TestOverlap(4, 3));
        assertThat(overlap.note().orElseThrow()).startsWith("3 of 4 test images have the pixels of a training image; ");
    }

    @Test
    void otherImagesAreNotReported() {
        // Given images that differ in the last pixel only
        ImageDataset dataset = dataset(images(1, 1, 3), images(2, 4));

        TestOverlap overlap = TestOverlap.of(dataset);

        assertThat(overlap.note()).isEmpty();
    }

    private static ImageDataset dataset(ImageSet train, ImageSet test) {
        return new ImageDataset("pets", List.of("cat", "dog"), train, test);
    }

    /** Images of 1x1x2 pixels, 0 and the given value, with the labels 0, 1, 0, ... */
    private static ImageSet images(int... values) {
        ByteBuffer pixels = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            pixels.put((byte) 0).put((byte) value);
        }
        return new ImageSet(1, 1, 2, pixels.flip(), SampleDatasets.labels(values.length, 2));
    }
}
