package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.ChromaSampling;
import io.redoubt.core.corruption.image.DctQuantization;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;
import java.util.List;

/**
 * Baseline JPEG compression and decompression. Only the lossy steps of ITU-T T.81 and JFIF are computed; entropy coding
 * is lossless and omitted. The codec of the JDK is not used because its results differ between builds. The cosine
 * transform is exact, whereas that of libjpeg rounds intermediate results, so a few coefficients are quantised to a
 * neighbouring multiple of the step.
 *
 * <p>As with Pillow's defaults, chroma is subsampled to half the resolution and interpolated when it is upsampled. A
 * grey image has luma only.
 */
final class JpegCompression {
    private static final int[] QUALITY = {80, 65, 58, 50, 40};
    private static final double WHITE = 255;
    private static final double MIDDLE = 128;

    private JpegCompression() {}

    static ImagePlanes distort(ImagePlanes image, int level, RandomStream random) {
        DctQuantization luminance = DctQuantization.luminance(QUALITY[level]);
        ImagePlanes levels = image.map(value -> ImagePlane.nearest(value * WHITE));
        if (levels.isGrey()) {
            return levels.mapPlanes(luminance::roundTrip).map(value -> value / WHITE);
        }
        DctQuantization chrominance = DctQuantization.chrominance(QUALITY[level]);
        ImagePlane luma = luminance.roundTrip(rounded(levels.luma()));
        ImagePlane blue =
                ChromaSampling.upsample(chrominance.roundTrip(ChromaSampling.downsample(chroma(levels, 2, 1.772))));
        ImagePlane red =
                ChromaSampling.upsample(chrominance.roundTrip(ChromaSampling.downsample(chroma(levels, 0, 1.402))));
        return new ImagePlanes(List.of(
                        luma.combine(red, (y, cr) -> y + ImagePlane.nearest(1.402 * (cr - MIDDLE))),
                        luma.combine(
                                blue.combine(red, (cb, cr) -> -0.344136 * (cb - MIDDLE) - 0.714136 * (cr - MIDDLE)),
                                (y, shift) -> y + ImagePlane.nearest(shift)),
                        luma.combine(blue, (y, cb) -> y + ImagePlane.nearest(1.772 * (cb - MIDDLE)))))
                .map(value -> value / WHITE);
    }

    /** Returns the chroma of a channel: its difference from the luma, scaled to the range of a byte. */
    private static ImagePlane chroma(ImagePlanes levels, int channel, double scale) {
        return rounded(
                levels.channels().get(channel).combine(levels.luma(), (value, y) -> (value - y) / scale + MIDDLE));
    }

    private static ImagePlane rounded(ImagePlane levels) {
        return levels.map(value -> Math.min(WHITE, ImagePlane.nearest(value)));
    }
}
