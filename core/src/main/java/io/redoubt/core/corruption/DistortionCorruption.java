package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/** A named distortion, from image to image. */
record DistortionCorruption(String name, Distortion distortion) implements Corruption {
    @Override
    public FloatImage apply(FloatImage picture, int severity, RandomStream random) {
        if (severity < MIN_SEVERITY || severity > MAX_SEVERITY) {
            throw new IllegalArgumentException(
                    "severity is " + severity + "; it must be from " + MIN_SEVERITY + " to " + MAX_SEVERITY);
        }
        return distortion
                .distort(ImagePlanes.of(picture), severity - MIN_SEVERITY, random)
                .image();
    }
}
