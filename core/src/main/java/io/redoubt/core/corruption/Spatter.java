package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;

/**
 * Splashes on the lens where smooth noise exceeds a threshold: water brightens the image at severities 1 to 3, mud
 * covers it at 4 and 5. On a grey image, the luma of their colours is used.
 */
final class Spatter {
    private static final double[] MEAN = {0.62, 0.65, 0.65, 0.65, 0.65};
    private static final double[] DEVIATION = {0.1, 0.1, 0.3, 0.1, 0.1};
    private static final double[] SMOOTHNESS = {0.7, 0.8, 1, 0.7, 0.5};
    private static final double[] THRESHOLD = {0.7, 0.7, 0.69, 0.69, 0.68};
    private static final double[] WATER_STRENGTH = {0.5, 0.5, 0.5};
    private static final double MUD_SMOOTHNESS = 0.6;
    private static final double MUD_THRESHOLD = 0.8;
    private static final double[] TURQUOISE = {175 / 255.0, 238 / 255.0, 238 / 255.0};
    private static final double[] BROWN = {63 / 255.0, 42 / 255.0, 20 / 255.0};

    private Spatter() {}

    static ImagePlanes distort(ImagePlanes image, int level, RandomStream random) {
        ImagePlane noise = ImagePlane.filled(
                image.height(), image.width(), () -> MEAN[level] + DEVIATION[level] * random.nextGaussian());
        ImagePlane liquid =
                BlurDistortions.gaussian(noise, SMOOTHNESS[level]).map(value -> value < THRESHOLD[level] ? 0 : value);
        return level < WATER_STRENGTH.length ? water(image, liquid, WATER_STRENGTH[level]) : mud(image, liquid);
    }

    /** Adds the highlights of the drops, scaled to a maximum of {@code strength}. */
    private static ImagePlanes water(ImagePlanes image, ImagePlane liquid, double strength) {
        ImagePlane light = WaterHighlights.of(liquid);
        double brightest = light.max();
        if (brightest == 0) {
            return image;
        }
        return image.combine(image.tinted(light.map(value -> value / brightest * strength), TURQUOISE), Double::sum);
    }

    private static ImagePlanes mud(ImagePlanes image, ImagePlane liquid) {
        ImagePlane cover = BlurDistortions.gaussian(liquid.map(value -> value > 0 ? 1 : 0), MUD_SMOOTHNESS)
                .map(value -> value < MUD_THRESHOLD ? 0 : value);
        return image.combine(cover, (value, mud) -> value * (1 - mud)).combine(image.tinted(cover, BROWN), Double::sum);
    }
}
