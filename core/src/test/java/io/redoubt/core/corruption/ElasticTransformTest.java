package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.corruption.image.AffineMap;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ElasticTransformTest {
    private static final double[][] CORNERS = {{9, 9}, {9, 3}, {3, 3}};

    private static ImagePlane noise() {
        return TestImages.plane(TestImages.noise(1, 12, 12, 1));
    }

    @Test
    void identityMapLeavesTheImageUnchanged() {
        assertThat(new AffineMap(CORNERS, CORNERS).apply(noise()).values())
                .containsExactly(noise().values(), within(1e-9));
    }

    @Test
    void translationShiftsTheImage() {
        double[][] shifted = {{11, 8}, {11, 2}, {5, 2}};

        ImagePlane result = new AffineMap(CORNERS, shifted).apply(noise());

        // 2 to the right and 1 up; pixels from beyond the left edge are mirrored about the first column.
        assertThat(result.at(4, 7)).isCloseTo(noise().at(5, 5), within(1e-9));
        assertThat(result.at(4, 0)).isCloseTo(noise().at(5, 2), within(1e-9));
    }

    @Test
    void eachPointKeepsItsValue() {
        double[][] moved = {{8, 10}, {10, 4}, {2, 4}};

        ImagePlane result = new AffineMap(CORNERS, moved).apply(noise());

        for (int point = 0; point < 3; point++) {
            double expected = noise().at((int) CORNERS[point][1], (int) CORNERS[point][0]);
            assertThat(result.at((int) moved[point][1], (int) moved[point][0])).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void lowestSeverityIsAffine() {
        ImagePlanes ramp = ImagePlanes.of(TestImages.plain(1, 32, 32, 0));
        for (int i = 0; i < 32 * 32; i++) {
            ramp.channels().get(0).values()[i] = i % 32;
        }

        ImagePlane moved = ElasticTransform.distort(ramp, 0, new RandomStream(7))
                .channels()
                .get(0);

        // Away from the mirrored border, the affine transform of a ramp is a ramp.
        for (int y = 12; y < 20; y++) {
            for (int x = 12; x < 20; x++) {
                double alongRow = moved.at(y, x + 1) - moved.at(y, x);
                double alongColumn = moved.at(y + 1, x) - moved.at(y, x);
                assertThat(alongRow).isCloseTo(moved.at(12, 13) - moved.at(12, 12), within(1e-9));
                assertThat(alongColumn).isCloseTo(moved.at(13, 12) - moved.at(12, 12), within(1e-9));
            }
        }
    }

    @Test
    void channelsAreTransformedAlike() {
        ImagePlanes grey = ImagePlanes.of(TestImages.landscape(1, 16, 16, 2));
        ImagePlanes colour =
                new ImagePlanes(Collections.nCopies(3, grey.channels().get(0)));

        ImagePlanes moved = ElasticTransform.distort(colour, 4, new RandomStream(1));

        assertThat(moved.channels().get(2).values())
                .isEqualTo(moved.channels().get(0).values())
                .isNotEqualTo(grey.channels().get(0).values());
    }
}
