package io.redoubt.core.corruption.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redoubt.data.BatchAugmentation;
import io.redoubt.data.ImageSet;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class FloatImageTest {

    @Test
    void levelsEqualTheFloatsUsedInTraining() {
        byte[] levels = new byte[256];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) i;
        }
        ImageSet images = new ImageSet(1, 16, 16, ByteBuffer.wrap(levels), new int[1]);
        FloatBuffer training = FloatBuffer.allocate(256);
        BatchAugmentation.NONE.fill(images, new int[1], 0, 0, training);

        FloatImage image = FloatImage.of(images, 0);

        assertThat(image.pixels()).isEqualTo(training.array());
        assertThat(ImagePlanes.of(image).toFloatImage()).isEqualTo(image);
        assertThat(image.bytes()).isEqualTo(levels);
    }

    @Test
    void pixelsAreCopied() {
        float[] pixels = new float[64];
        FloatImage image = new FloatImage(1, 8, 8, pixels);

        pixels[0] = 1;
        image.pixels()[1] = 1;

        assertThat(image).isEqualTo(new FloatImage(1, 8, 8, new float[64]));
    }

    @Test
    void invalidSizesAndValuesAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FloatImage(2, 8, 8, new float[128]))
                .withMessage("channels is 2; it must be 1 or 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FloatImage(1, 8, 7, new float[56]))
                .withMessageContaining("8x7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FloatImage(1, 8, 8, new float[63]))
                .withMessageContaining("63 values");
        for (float value : new float[] {-0.01f, 1.01f, Float.NaN}) {
            float[] pixels = new float[64];
            pixels[9] = value;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FloatImage(1, 8, 8, pixels))
                    .withMessageContaining("pixels[9] is " + value);
        }
    }
}
