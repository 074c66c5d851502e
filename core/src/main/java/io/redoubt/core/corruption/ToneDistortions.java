package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes of brightness, contrast and saturation. Pixels are not converted to HSV. If V is the largest of red, green
 * and blue and D its difference to the smallest, then the saturation is {@code D / V}, and the position of every
 * channel between {@code V - D} and V depends on the hue only. Changing the value therefore scales the channels, and
 * changing the saturation scales their distances to V.
 */
final class ToneDistortions {
    private static final double[] BRIGHTNESS = {0.05, 0.1, 0.15, 0.2, 0.3};
    private static final double[] CONTRAST = {0.75, 0.5, 0.4, 0.3, 0.15};
    private static final double[] SATURATION_FACTOR = {0.3, 0.1, 1.5, 2, 2.5};
    private static final double[] SATURATION_ADDED = {0, 0, 0, 0.1, 0.2};

    private ToneDistortions() {}

    /** Scales the difference of each pixel to the mean of its channel. */
    static ImagePlanes contrast(ImagePlanes image, int level, RandomStream random) {
        return image.mapPlanes(plane -> {
            double mean = plane.mean();
            return plane.map(value -> (value - mean) * CONTRAST[level] + mean);
        });
    }

    /**
     * Sets the HSV value to {@code V + c}, at most 1; hue and saturation are unchanged. A grey image becomes
     * {@code x + c}.
     */
    static ImagePlanes brightness(ImagePlanes image, int level, RandomStream random) {
        return mapPixels(image, pixel -> {
            double value = Arrays.stream(pixel).max().orElseThrow();
            double brighter = ImagePlane.clip(value + BRIGHTNESS[level]);
            return Arrays.stream(pixel)
                    .map(channel -> value == 0 ? brighter : channel / value * brighter)
                    .toArray();
        });
    }

    /**
     * Sets the HSV saturation to {@code S a + b}, clipped to [0,1]; hue and value are unchanged. A grey pixel has hue 0
     * (red), as in the published set, so it becomes reddish when b is not 0. A grey image is unchanged.
     */
    static ImagePlanes saturate(ImagePlanes image, int level, RandomStream random) {
        if (image.isGrey()) {
            return image;
        }
        return mapPixels(image, pixel -> {
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

    private static ImagePlanes mapPixels(ImagePlanes image, UnaryOperator<double[]> colour) {
        List<ImagePlane> channels = new ArrayList<>();
        for (int channel = 0; channel < image.channels().size(); channel++) {
            channels.add(new ImagePlane(image.height(), image.width()));
        }
        for (int i = 0; i < image.height() * image.width(); i++) {
            double[] pixel = colour.apply(image.pixel(i));
            for (int channel = 0; channel < pixel.length; channel++) {
                channels.get(channel).values()[i] = pixel[channel];
            }
        }
        return new ImagePlanes(channels);
    }
}
