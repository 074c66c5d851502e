package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.corruption.image.BlurKernels;
import io.redoubt.core.corruption.image.BorderMode;
import io.redoubt.core.corruption.image.ConvolutionKernel;
import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.safetensors.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Agreement with the libraries that made CIFAR-10-C, see {@code src/test/fixtures/corruption_reference.py}. Some of
 * them compute in single precision, so a value may be rounded to a neighbouring level.
 */
class PublishedCorruptionTest {
    private static final int SIDE = 16;
    private static final double[] MOTION_DEGREES = {-44, -17.3, 5, 26, 40};
    private static final int[] MOTION_RADIUS = {6, 6, 6, 8, 9};
    private static final double[] MOTION_DEVIATION = {1, 1.5, 2, 2, 2.5};

    private static Safetensors recorded;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = PublishedCorruptionTest.class.getResourceAsStream("published.safetensors")) {
            recorded = Safetensors.read(ByteBuffer.wrap(in.readAllBytes()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gaussian_blur",
                "defocus_blur",
                "zoom_blur",
                "brightness",
                "saturate",
                "contrast",
                "pixelate",
            })
    void deterministicStepsGiveThePublishedLevels(String name) {
        for (int severity = 1; severity <= 5; severity++) {
            FloatImage actual = Corruptions.named(name).apply(original(), severity, 0, 0);

            assertSameLevels(actual, published(name, severity));
        }
    }

    @Test
    void motionBlurAgreesWithImageMagick() {
        for (int severity = 1; severity <= 5; severity++) {
            ConvolutionKernel trace = BlurKernels.motion(
                    MOTION_RADIUS[severity - 1], MOTION_DEVIATION[severity - 1], MOTION_DEGREES[severity - 1]);

            FloatImage actual = ImagePlanes.of(original())
                    .mapPlanes(plane -> trace.filter(plane, BorderMode.NEAREST))
                    .toFloatImage();

            assertSameLevels(actual, published("motion_blur", severity));
        }
    }

    /** libjpeg uses an integer transform that rounds some frequencies differently, which changes a block slightly. */
    @Test
    void jpegAgreesWithLibjpeg() {
        for (int severity = 1; severity <= 5; severity++) {
            FloatImage actual = Corruptions.named("jpeg_compression").apply(original(), severity, 0, 0);

            FloatImage published = published("jpeg_compression", severity);
            assertThat(TestImages.difference(actual, published)).isLessThan(0.2 / 255);
            assertThat(TestImages.difference(actual, original())).isGreaterThan(15.0 / 255);
        }
    }

    private static void assertSameLevels(FloatImage actual, FloatImage published) {
        float[] one = actual.pixels();
        float[] other = published.pixels();
        int different = 0;
        for (int i = 0; i < one.length; i++) {
            assertThat(Math.abs(one[i] - other[i])).isLessThan(1.5f / 255);
            different += one[i] == other[i] ? 0 : 1;
        }
        assertThat(different).isLessThan(one.length / 20);
    }

    private static FloatImage original() {
        return image("picture", 0);
    }

    private static FloatImage published(String name, int severity) {
        return image(name, severity - 1);
    }

    private static FloatImage image(String name, int position) {
        byte[] bytes = new byte[3 * SIDE * SIDE];
        recorded.tensor(name).data().get(position * bytes.length, bytes);
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            pixels[i] = (bytes[i] & 0xff) / 255f;
        }
        return new FloatImage(3, SIDE, SIDE, pixels);
    }
}
