package io.redoubt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redoubt.api.IndexRange;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ImageSetTest {
    private final ImageSet images = SampleDatasets.counting(5, 1, 2, 2, 3);

    @Test
    void imageIsCopiedToTheOffset() {
        byte[] into = new byte[6];
        images.copy(3, into, 1);

        assertThat(into).containsExactly(0, 12, 13, 14, 15, 0);
        assertThat(images.label(4)).isEqualTo(1);
        assertThat(images.countPerClass(3)).containsExactly(2, 2, 1);
    }

    @Test
    void subsetOfASubsetHasTheSelectedImages() {
        ImageSet subset = images.subset(new int[] {4, 2, 2, 0}).subset(new IndexRange(1, 4));

        byte[] pixels = new byte[12];
        subset.pixels().get(pixels);
        assertThat(pixels).containsExactly(8, 9, 10, 11, 8, 9, 10, 11, 0, 1, 2, 3);
        assertThat(subset.labels()).containsExactly(2, 2, 0);
    }

    @Test
    void pixelsOfAReorderedSetAreReordered() {
        byte[] pixels = new byte[20];
        images.subset(new int[] {4, 3, 2, 1, 0}).pixels().get(pixels);

        assertThat(pixels).startsWith(16, 17, 18, 19, 12).endsWith(0, 1, 2, 3);
    }

    @Test
    void paddingAddsZerosOnEverySide() {
        ImageSet padded = SampleDatasets.counting(2, 2, 2, 2, 2).padded(4);

        byte[] image = new byte[32];
        padded.copy(1, image, 0);
        assertThat(image)
                .containsExactly(
                        0, 0, 0, 0, 0, 8, 9, 0, 0, 10, 11, 0, 0, 0, 0, 0, //
                        0, 0, 0, 0, 0, 12, 13, 0, 0, 14, 15, 0, 0, 0, 0, 0);
        assertThat(padded.labels()).containsExactly(0, 1);
    }

    @Test
    void unevenPaddingIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> images.padded(3)).withMessageContaining("2x2");
        assertThatIllegalArgumentException().isThrownBy(() -> images.padded(0));
    }

    @Test
    void sizesAndLabelsAreChecked() {
        ByteBuffer seven = ByteBuffer.allocate(7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSet(1, 2, 2, seven, new int[2]))
                .withMessageContaining("7 bytes")
                .withMessageContaining("need 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSet(1, 0, 2, seven, new int[0]))
                .withMessageContaining("height is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSet(1, 7, 1, seven, new int[] {-1}))
                .withMessageContaining("labels[0] is -1");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> images.label(5));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> images.subset(new int[] {-1}));
    }

    @Test
    void balancedSubsetHasTheFirstImagesOfEachClassInOrder() {
        ImageSet set =
                new ImageSet(1, 1, 1, ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5}), new int[] {1, 1, 0, 1, 0, 0});

        ImageSet balanced = BalancedSubset.first(set, 2, 4);

        byte[] pixels = new byte[4];
        balanced.pixels().get(pixels);
        assertThat(pixels).containsExactly(0, 1, 2, 4);
        assertThat(balanced.labels()).containsExactly(1, 1, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BalancedSubset.first(set, 2, 5))
                .withMessageContaining("multiple of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BalancedSubset.first(set, 2, 8))
                .withMessageContaining("class 0 has 3 images");
        assertThatIllegalArgumentException().isThrownBy(() -> BalancedSubset.first(set, 2, 0));
    }
}
