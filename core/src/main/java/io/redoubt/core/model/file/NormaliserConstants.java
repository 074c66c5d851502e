package io.redoubt.core.model.file;

import io.redoubt.core.model.Normalisation;
import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The constants of a normalisation that a state dict holds beside the network, such as {@code normalize.mean} and
 * {@code normalize.std}, in upper or lower case: one value for each channel, or one for all, in float32 or float64.
 *
 * @param normalisation the normalisation; empty if there are no constants
 * @param names names of their tensors
 */
record NormaliserConstants(Optional<Normalisation> normalisation, List<String> names) {
    /** The last segment of a name, such as {@code mean}, {@code new_mean}, {@code mu} or {@code mean_tensor}. */
    private static final Pattern MEAN =
            Pattern.compile("(?<before>(?:\\w*_)?)(?:means?|mu)(?<after>(?:_\\w*)?)", Pattern.CASE_INSENSITIVE);

    /** Words for the standard deviation in the name of the other tensor. */
    private static final List<String> STD = List.of("std", "stds", "sigma", "sd", "sds", "stdev", "stddev", "std_dev");

    /** The last segment of the name of a constant, with or without a counterpart. */
    private static final Pattern SINGLE = Pattern.compile(
            "(?!running_)(?:\\w*_)?(?:means?|mu|" + String.join("|", STD) + ")(?:_\\w*)?", Pattern.CASE_INSENSITIVE);

    /** Channels of the images of a network with such constants: few, unlike those of a batch norm. */
    private static final int MOST_CHANNELS = 16;

    /** @throws IllegalArgumentException when two pairs of constants differ, or one is not of pixels in [0,1] */
    static NormaliserConstants of(Map<String, Tensor> tensors) {
        Map<String, Tensor> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(tensors);
        Optional<Normalisation> found = Optional.empty();
        List<String> names = new ArrayList<>();
        for (Tensor mean : tensors.values()) {
            Optional<Tensor> std = std(mean, anyCase);
            if (std.isEmpty()) {
                continue;
            }
            Normalisation pair = pair(mean, std.get());
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

    /** Whether a tensor is named like a constant, such as {@code normalize.mean}, whatever its type and shape. */
    static boolean hasNameOfOne(String name) {
        return SINGLE.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
    }

    private static Normalisation pair(Tensor mean, Tensor std) {
        try {
            Normalisation pair = new Normalisation(values(mean), values(std));
            pair.requireWithin(0, 1);
            return pair;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tensors '" + mean.name() + "' and '" + std.name() + "': " + e.getMessage(), e);
        }
    }

    private static Optional<Tensor> std(Tensor mean, Map<String, Tensor> tensors) {
        int begin = mean.name().lastIndexOf('.') + 1;
        Matcher last = MEAN.matcher(mean.name().substring(begin));
        if (!last.matches() || !isConstant(mean)) {
            return Optional.empty();
        }
        String parent = mean.name().substring(0, begin);
        return STD.stream()
                .map(std -> tensors.get(parent + last.group("before") + std + last.group("after")))
                .filter(std -> std != null && isConstant(std))
                .findFirst();
    }

    private static boolean isConstant(Tensor tensor) {
        boolean decimal = tensor.dtype() == DType.F32 || tensor.dtype() == DType.F64;
        boolean vector = Arrays.stream(tensor.shape()).filter(size -> size != 1).count() <= 1;
        return decimal && vector && tensor.elements() >= 1 && tensor.elements() <= MOST_CHANNELS;
    }

    /** The shortest decimal number of each value, as it was written in the code that made the file. */
    private static List<Double> values(Tensor tensor) {
        ByteBuffer data = tensor.data();
        List<Double> values = new ArrayList<>();
        while (data.hasRemaining()) {
            values.add(
                    tensor.dtype() == DType.F64
                            ? data.getDouble()
                            : Double.parseDouble(Float.toString(data.getFloat())));
        }
        return values;
    }
}
