package io.redoubt.core.model;

import io.redoubt.api.Plural;
import java.util.Collections;
import java.util.List;

/**
 * The first layer of every network: {@code (x - mean) / std} for each channel of an image in [0,1]. Because it is a
 * layer, attacks differentiate through it and perturb pixels.
 *
 * @param mean one value per channel
 * @param std one value per channel, greater than 0
 */
public record Normalisation(List<Double> mean, List<Double> std) {
    /** The constants of ImageNet, which the paper's code uses for CIFAR-10. */
    public static final Normalisation IMAGENET =
            new Normalisation(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** The usual rounded mean and standard deviation of the CIFAR-10 training images. */
    public static final Normalisation CIFAR10 =
            new Normalisation(List.of(0.4914, 0.4822, 0.4465), List.of(0.2471, 0.2435, 0.2616));

    public Normalisation {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.isEmpty() || mean.size() != std.size()) {
            throw new IllegalArgumentException("mean has " + Plural.of(mean.size(), "value") + " and std " + std.size()
                    + "; both need one for each channel, at least one");
        }
        if (!mean.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("mean is " + mean + "; every value must be a finite number");
        }
        if (!std.stream().allMatch(value -> value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("std is " + std + "; every value must be finite and greater than 0");
        }
    }

    /** The paper's constants for three channels, and their averages (0.449, 0.226) for any other number. */
    public static Normalisation forChannels(int channels) {
        return channels == 3
                ? IMAGENET
                : new Normalisation(Collections.nCopies(channels, 0.449), Collections.nCopies(channels, 0.226));
    }

    /** The identity. */
    public static Normalisation none(int channels) {
        return new Normalisation(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
    }

    /**
     * Requires constants in the units of the values that are normalised.
     *
     * @param low the lowest of these values
     * @param high the highest of these values
     * @throws IllegalArgumentException when a mean is not among them, or a standard deviation is wider than all of them
     */
    public void requireWithin(double low, double high) {
        boolean within = mean.stream().allMatch(value -> value >= low && value <= high)
                && std.stream().allMatch(value -> value <= high - low);
        if (!within) {
            throw new IllegalArgumentException("mean is " + mean + " and std " + std
                    + "; both are in units of the input, which lies between " + low + " and " + high
                    + (high == 1 ? ": divide constants for pixels of 0 to 255 by 255" : ""));
        }
    }

    /** The same constants for each of so many channels, if there is one value for all of them. */
    public Normalisation forEach(int channels) {
        return channels() == 1
                ? new Normalisation(
                        Collections.nCopies(channels, mean.get(0)), Collections.nCopies(channels, std.get(0)))
                : this;
    }

    /** Whether the constants are equal in float32, in which networks compute. */
    public boolean sameAs(Normalisation other) {
        return floats(mean).equals(floats(other.mean)) && floats(std).equals(floats(other.std));
    }

    private static List<Float> floats(List<Double> values) {
        return values.stream().map(Double::floatValue).toList();
    }

    /** The number of channels. */
    public int channels() {
        return mean.size();
    }
}
