package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.corruption.image.BilinearZoom;
import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlurDistortionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "defocus_blur",
                "glass_blur",
                "motion_blur",
                "zoom_blur",
                "gaussian_blur",
                "elastic_transform",
                "pixelate",
                "contrast"
            })
    void constantImageIsUnchanged(String name) {
        for (int level : new int[] {0, 1, 100, 173, 255}) {
            FloatImage constant = TestImages.plain(3, 32, 19, level);
            for (int severity = 1; severity <= 5; severity++) {
                assertThat(Corruptions.named(name).apply(constant, severity, 1, level))
                        .isEqualTo(constant);
            }
        }
    }

    @Test
    void gaussianBlurOfAPointIsTheNormalDensity() {
        ImagePlane point = new ImagePlane(11, 11);
        point.set(5, 5, 1);

        ImagePlane blurred = BlurDistortions.gaussian(point, 1);

        double centre = blurred.at(5, 5);
        for (int y = 1; y < 10; y++) {
            for (int x = 1; x < 10; x++) {
                double squared = (y - 5) * (y - 5) + (x - 5) * (x - 5);
                assertThat(blurred.at(y, x)).isCloseTo(centre * Math.exp(-squared / 2), within(1e-12));
            }
        }
    }

    @Test
    void motionBlurIsAtMost45DegreesFromTheHorizontal() {
        ImagePlanes point = ImagePlanes.of(TestImages.plain(1, 33, 33, 0));
        point.channels().get(0).set(16, 24, 1);
        RandomStream random = new RandomStream(6);

        for (int draw = 0; draw < 50; draw++) {
            ImagePlane displaced =
                    BlurDistortions.motion(point, 4, random).channels().get(0);

            for (int i = 0; i < 33 * 33; i++) {
                int left = 24 - i % 33;
                if (displaced.values()[i] != 0) {
                    assertThat(left).isBetween(0, 18).isGreaterThanOrEqualTo(Math.abs(i / 33 - 16));
                }
            }
        }
    }

    @Test
    void zoomMapsTheCornersOfTheCropToTheCornersOfTheImage() {
        ImagePlane ramp = new ImagePlane(8, 8);
        IntStream.range(0, 64).forEach(i -> ramp.values()[i] = i);

        ImagePlane zoomed = BilinearZoom.centred(ramp, 2);

        // The central 4x4 pixels, rows and columns 2 to 5, with the corners mapped to the corners.
        assertThat(zoomed.at(0, 0)).isEqualTo(18);
        assertThat(zoomed.at(0, 7)).isEqualTo(21);
        assertThat(zoomed.at(7, 0)).isEqualTo(42);
        assertThat(zoomed.at(7, 7)).isEqualTo(45);
        assertThat(zoomed.at(0, 1)).isCloseTo(18 + 3 / 7.0, within(1e-12));
        assertThat(BilinearZoom.centred(ramp, 1).values()).isEqualTo(ramp.values());
    }

    @Test
    void glassBlurDisplacesPixelsByAtMostOneRowAndColumn() {
        FloatImage image = TestImages.noise(3, 12, 10, 8);
        ImagePlanes before = ImagePlanes.of(image);

        // At the lowest severity the Gaussian kernel is the identity.
        ImagePlanes after = GlassBlur.distort(before, 0, new RandomStream(2));

        int displaced = 0;
        for (int i = 0; i < 12 * 10; i++) {
            int position = i;
            double[] pixel = after.pixel(i);
            int[] sources = i / 10 < 2 || i % 10 < 2 ? new int[] {0} : new int[] {0, 1, 10, 11};
            assertThat(IntStream.of(sources).mapToObj(back -> before.pixel(position - back)))
                    .usingComparatorForType(BlurDistortionsTest::nearlyEqual, double[].class)
                    .contains(pixel);
            displaced += nearlyEqual(pixel, before.pixel(i));
        }
        // About three quarters of the 80 pixels that can be displaced.
        assertThat(displaced).isBetween(45, 75);
    }

    private static int nearlyEqual(double[] one, double[] other) {
        boolean near = IntStream.range(0, one.length).allMatch(i -> Math.abs(one[i] - other[i]) < 1e-9);
        return near ? 0 : 1;
    }
}
