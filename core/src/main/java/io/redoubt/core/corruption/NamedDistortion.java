package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;

/** A corruption made of a name and a distortion. */
record NamedDistortion(String name, Distortion distortion) implements Corruption {
    @Override
    public FloatImage apply(FloatImage image, int severity, RandomStream random) {
        if (severity < MIN_SEVERITY || severity > MAX_SEVERITY) {
            throw new IllegalArgumentException(
                    "severity is " + severity + "; it must be from " + MIN_SEVERITY + " to " + MAX_SEVERITY);
        }
        return distortion
                .distort(ImagePlanes.of(image), severity - MIN_SEVERITY, random)
                .toFloatImage();
    }
}
