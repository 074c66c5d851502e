package io.redoubt.core.model.file;

import io.redoubt.core.model.Normalisation;
import io.redoubt.core.safetensors.DType;
import io.redoubt.core.safetensors.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The constants of a normalisation that a state dict contains in addition to the network, such as {@code
 * normalize.mean} and {@code normalize.std}: one value per channel, in any shape.
 *
 * @param normalisation the normalisation; empty if there are no constants
 * @param names names of their tensors
 */
record NormaliserConstants(Optional<Normalisation> normalisation, List<String> names) {
    /** The last segments of the two names in the common conventions. */
    private static final Map<String, String> STD_BY_MEAN = Map.of("mean", "std", "mu", "sigma", "new_mean", "new_std");

    /** Maximum number of image channels; batch norms have more. */
    private static final int MOST_CHANNELS = 4;

    /** @throws IllegalArgumentException when two pairs of constants differ */
    static NormaliserConstants of(Map<String, Tensor> tensors) {
        Optional<Normalisation> found = Optional.empty();
        List<String> names = new ArrayList<>();
        for (Tensor mean : tensors.values()) {
            Optional<Tensor> std = std(mean, tensors);
            if (std.isEmpty()) {
                continue;
            }
            Normalisation pair = new Normalisation(values(mean), values(std.get()));
            if (found.isPresent() && !found.get().equals(pair)) {
                throw new IllegalArgumentException("tensors " + names + " and '" + mean.name()
                        + "' give different normalisations, " + found.get() + " and " + pair
                        + "; keep one of them in the file");
            }
            found = Optional.of(pair);
            names.add(mean.name());
            names.add(std.get().name());
        }
        return new NormaliserConstants(found, names);
    }

    private static Optional<Tensor> std(Tensor mean, Map<String, Tensor> tensors) {
        int begin = mean.name().lastIndexOf('.') + 1;
        String last = STD_BY_MEAN.get(mean.name().substring(begin));
        return Optional.ofNullable(last == null ? null : tensors.get(mean.name().substring(0, begin) + last))
                .filter(std -> isConstant(mean) && isConstant(std));
    }

    private static boolean isConstant(Tensor tensor) {
        return tensor.dtype() == DType.F32 && tensor.elements() <= MOST_CHANNELS;
    }

    /** The shortest decimal representation of each float32, which is usually the constant in the source code. */
    private static List<Double> values(Tensor tensor) {
        FloatBuffer floats = tensor.data().asFloatBuffer();
        List<Double> values = new ArrayList<>();
        while (floats.hasRemaining()) {
            values.add(Double.parseDouble(Float.toString(floats.get())));
        }
        return values;
    }
}
