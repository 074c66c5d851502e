package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes of tone. Hue, saturation and value are not computed: with value V the largest of red, green and blue, and D
 * the difference to the smallest, the saturation is {@code D / V}, and every channel lies between {@code V - D} and V
 * at a place that the hue alone decides. So a new value scales the channels, and a new saturation scales their
 * distances to V.
 */
final class ToneDistortions {
    private static final double[] BRIGHTNESS = {0.05, 0.1, 0.15, 0.2, 0.3};
    private static final double[] CONTRAST = {0.75, 0.5, 0.4, 0.3, 0.15};
    private static final double[] SATURATION_FACTOR = {0.3, 0.1, 1.5, 2, 2.5};
    private static final double[] SATURATION_ADDED = {0, 0, 0, 0.1, 0.2};

    private ToneDistortions() {}

    /** Distances to the mean of the channel shrink. */
    static ImagePlanes contrast(ImagePlanes picture, int level, RandomStream random) {
        return picture.each(plane -> {
            double mean = plane.mean();
            return plane.map(value -> (value - mean) * CONTRAST[level] + mean);
        });
    }

    /** {@code V + c}, at most 1, with hue and saturation kept. A grey image gets {@code x + c}. */
    static ImagePlanes brightness(ImagePlanes picture, int level, RandomStream random) {
        return recoloured(picture, pixel -> {
            double value = Arrays.stream(pixel).max().orElseThrow();
            double brighter = ImagePlane.clip(value + BRIGHTNESS[level]);
            return Arrays.stream(pixel)
                    .map(channel -> value == 0 ? brighter : channel / value * brighter)
                    .toArray();
        });
    }

    /**
     * {@code S a + b}, from 0 to 1, with hue and value kept. A pixel without colour counts as red, as in the published
     * set: it turns reddish where b is not 0. A grey image has no saturation and stays as it is.
     */
    static ImagePlanes saturate(ImagePlanes picture, int level, RandomStream random) {
        if (picture.isGrey()) {
            return picture;
        }
        return recoloured(picture, pixel -> {
            double value = Arrays.stream(pixel).max().orElseThrow();
            double difference = value - Arrays.stream(pixel).min().orElseThrow();
            double saturation = difference == 0 ? 0 : difference / value;
            double changed = ImagePlane.clip(saturation * SATURATION_FACTOR[level] + SATURATION_ADDED[level]);
            if (saturation == 0) {
                double other = value * (1 - changed);
                return new double[] {value, other, other};
            }
            return Arrays.stream(pixel)
                    .map(channel -> value - (value - channel) / saturation * changed)
                    .toArray();
        });
    }

    private static ImagePlanes recoloured(ImagePlanes picture, UnaryOperator<double[]> colour) {
        List<ImagePlane> channels = new ArrayList<>();
        for (int channel = 0; channel < picture.channels().size(); channel++) {
            channels.add(new ImagePlane(picture.height(), picture.width()));
        }
        for (int i = 0; i < picture.height() * picture.width(); i++) {
            double[] pixel = colour.apply(picture.pixel(i));
            for (int channel = 0; channel < pixel.length; channel++) {
                channels.get(channel).values()[i] = pixel[channel];
            }
        }
        return new ImagePlanes(channels);
    }
}
