package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.safetensors.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Agreement with the libraries that made CIFAR-10-C, see {@code src/test/fixtures/corruption_reference.py}. They
 * compute in single precision here and there, so a value may fall to the other side of a level.
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
    void stepsWithoutChanceGiveTheSameLevels(String name) {
        for (int severity = 1; severity <= 5; severity++) {
            FloatImage ours = Corruptions.named(name).apply(picture(), severity, 0, 0);

            assertSameLevels(ours, published(name, severity));
        }
    }

    @Test
    void motionIsThatOfImageMagick() {
        for (int severity = 1; severity <= 5; severity++) {
            ConvolutionKernel trace = BlurKernels.trace(
                    MOTION_RADIUS[severity - 1], MOTION_DEVIATION[severity - 1], MOTION_DEGREES[severity - 1]);

            FloatImage ours = ImagePlanes.of(picture())
                    .each(plane -> trace.filter(plane, BorderMode.NEAREST))
                    .image();

            assertSameLevels(ours, published("motion_blur", severity));
        }
    }

    /** The integer transforms of libjpeg round some frequencies the other way, which moves a block a little. */
    @Test
    void jpegIsNearlyThatOfLibjpeg() {
        for (int severity = 1; severity <= 5; severity++) {
            FloatImage ours = Corruptions.named("jpeg_compression").apply(picture(), severity, 0, 0);

            FloatImage published = published("jpeg_compression", severity);
            assertThat(TestImages.difference(ours, published)).isLessThan(0.2 / 255);
            assertThat(TestImages.difference(ours, picture())).isGreaterThan(15.0 / 255);
        }
    }

    private static void assertSameLevels(FloatImage ours, FloatImage published) {
        float[] one = ours.pixels();
        float[] other = published.pixels();
        int different = 0;
        for (int i = 0; i < one.length; i++) {
            assertThat(Math.abs(one[i] - other[i])).isLessThan(1.5f / 255);
            different += one[i] == other[i] ? 0 : 1;
        }
        assertThat(different).isLessThan(one.length / 20);
    }

    private static FloatImage picture() {
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
