package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;
import java.util.List;

/**
 * What a baseline JPEG file keeps of a picture. Only the steps that lose something are done, after ITU-T T.81 and JFIF;
 * the entropy code would change nothing. A codec of the platform would be shorter, but its bits differ between builds
 * of the JDK. The cosine transform is exact, where libjpeg's rounds in between: now and then a frequency goes to the
 * other multiple of its step.
 *
 * <p>As with Pillow's defaults the colour differences are kept at half the resolution and are smoothed when they are
 * enlarged. A grey picture has brightness alone.
 */
final class JpegCompression {
    private static final int[] QUALITY = {80, 65, 58, 50, 40};
    private static final double WHITE = 255;
    private static final double MIDDLE = 128;

    private JpegCompression() {}

    static ImagePlanes distort(ImagePlanes picture, int level, RandomStream random) {
        JpegBlocks brightness = JpegBlocks.brightness(QUALITY[level]);
        ImagePlanes levels = picture.map(value -> ImagePlane.nearest(value * WHITE));
        if (levels.isGrey()) {
            return levels.each(brightness::roundTrip).map(value -> value / WHITE);
        }
        JpegBlocks colour = JpegBlocks.colour(QUALITY[level]);
        ImagePlane luma = brightness.roundTrip(rounded(levels.luma()));
        ImagePlane blue =
                ChromaSampling.enlarged(colour.roundTrip(ChromaSampling.halved(difference(levels, 2, 1.772))));
        ImagePlane red = ChromaSampling.enlarged(colour.roundTrip(ChromaSampling.halved(difference(levels, 0, 1.402))));
        return new ImagePlanes(List.of(
                        luma.with(red, (y, cr) -> y + ImagePlane.nearest(1.402 * (cr - MIDDLE))),
                        luma.with(
                                blue.with(red, (cb, cr) -> -0.344136 * (cb - MIDDLE) - 0.714136 * (cr - MIDDLE)),
                                (y, shift) -> y + ImagePlane.nearest(shift)),
                        luma.with(blue, (y, cb) -> y + ImagePlane.nearest(1.772 * (cb - MIDDLE)))))
                .map(value -> value / WHITE);
    }

    /** The distance of a channel to the brightness, scaled to the range of a byte. */
    private static ImagePlane difference(ImagePlanes levels, int channel, double scale) {
        return rounded(levels.channels().get(channel).with(levels.luma(), (value, y) -> (value - y) / scale + MIDDLE));
    }

    private static ImagePlane rounded(ImagePlane levels) {
        return levels.map(value -> Math.min(WHITE, ImagePlane.nearest(value)));
    }
}
