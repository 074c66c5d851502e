package io.redoubt.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.ImageSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageSelectionTest {
    private static final int PER_CLASS = 20;

    private final List<String> notes = new ArrayList<>();

    @Test
    void partOfSortedImagesIsARandomSampleOfEachClass() {
        ImageSet sample = sample(images(i -> i / PER_CLASS), false);

        assertThat(sample.countPerClass(2)).containsExactly(5, 5);
        assertThat(numbers(sample)).anyMatch(i -> i % PER_CLASS >= 10).doesNotHaveDuplicates();
        assertThat(numbers(sample)).isEqualTo(numbers(sample(images(i -> i / PER_CLASS), false)));
        assertThat(notes).contains("--train keeps a random sample of each class (--file-order keeps the first files)");
    }

    @Test
    void partOfMixedImagesOrInFileOrderIsTheFirstOfEachClass() {
        assertThat(numbers(sample(images(i -> i % 2), false))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(numbers(sample(images(i -> i / PER_CLASS), true)))
                .containsExactly(0, 1, 2, 3, 4, 20, 21, 22, 23, 24);
        assertThat(notes).isEmpty();
    }

    private ImageSet sample(ImageSet images, boolean fileOrder) {
        ImportFields fields = new ImportFields("DIR", "--format", "--train", "--test", "--pad", "--file-order");
        return new ImageSelection(Optional.empty(), fileOrder, fields)
                .sample("--train", Optional.of(10), images, 2, notes::add);
    }

    /** Images of one pixel, whose value is the index of the image. */
    private static ImageSet images(IntUnaryOperator label) {
        byte[] pixels = new byte[2 * PER_CLASS];
        IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte) i);
        return new ImageSet(
                1,
                1,
                1,
                ByteBuffer.wrap(pixels),
                IntStream.range(0, pixels.length).map(label).toArray());
    }

    private static List<Integer> numbers(ImageSet images) {
        ByteBuffer pixels = images.pixels();
        return IntStream.range(0, images.size())
                .mapToObj(i -> (int) pixels.get(i))
                .toList();
    }
}
