package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.data.ImageSet;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CorruptedImagesTest {
    private static final Corruption SNOW = Corruptions.named("snow");

    private static ImageSet images() {
        ByteBuffer pixels = ByteBuffer.wrap(TestImages.noise(1, 8, 6 * 12, 3).bytes());
        return new ImageSet(1, 8, 12, pixels, new int[] {5, 4, 3, 2, 1, 0});
    }

    @Test
    void subsetGivesTheSameImagesAsTheWholeSet() {
        ImageSet whole = CorruptedImages.of(images(), 0, SNOW, 4, 9);

        ImageSet part = CorruptedImages.of(images().subset(new IndexRange(2, 5)), 2, SNOW, 4, 9);

        assertThat(part.pixels()).isEqualTo(whole.subset(new IndexRange(2, 5)).pixels());
        assertThat(part.labels()).containsExactly(3, 2, 1);
    }

    @Test
    void eachImageIsCorruptedWithItsIndexInTheDataSet() {
        ImageSet corrupted = CorruptedImages.of(images(), 100, SNOW, 2, 9);

        assertThat(corrupted.size()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            assertThat(FloatImage.of(corrupted, i))
                    .isEqualTo(SNOW.apply(FloatImage.of(images(), i), 2, 9, 100 + i))
                    .isNotEqualTo(FloatImage.of(images(), i));
        }
    }
}
