package io.redoubt.core.model;

import io.redoubt.data.random.RandomStream;
import io.redoubt.data.random.Seeds;
import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tensors of a network, parameters and running statistics, by their PyTorch-style names. Immutable; in host memory,
 * not on the device.
 */
public final class Weights {
    /** How many names a message has. */
    private static final int NAMED = 10;

    private final Map<String, Tensor> tensors;

    private Weights(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /** @throws IllegalArgumentException when two tensors have the same name */
    public static Weights of(Collection<Tensor> tensors) {
        Map<String, Tensor> byName = new LinkedHashMap<>();
        for (Tensor tensor : tensors) {
            if (byName.putIfAbsent(tensor.name(), tensor) != null) {
                throw new IllegalArgumentException("tensor '" + tensor.name() + "' occurs twice; names must be unique");
            }
        }
        return new Weights(byName);
    }

    /**
     * Returns randomly initialised weights. Each tensor depends on the seed and its own name only, so that equal layers
     * of two networks agree.
     */
    public static Weights initial(List<TensorSpec> specs, long seed) {
        return of(specs.stream().map(spec -> initial(spec, seed)).toList());
    }

    private static Tensor initial(TensorSpec spec, long seed) {
        float[] values = new float[spec.elements()];
        RandomStream random = new RandomStream(Seeds.derive(seed, 0, 0, "initial " + spec.name()));
        switch (spec.role()) {
            case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
            case SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
            case EMBEDDING -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
            }
            case WEIGHT -> {
                double bound = 1 / Math.sqrt(spec.fanIn());
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
                }
            }
        }
        return Tensor.of(spec.name(), spec.dimensions(), values);
    }

    /** The tensor of that name, if there is one. */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** Returns the names of the tensors with a value that is NaN or infinite. */
    public List<String> nonFinite() {
        return tensors.values().stream()
                .filter(tensor -> !tensor.isFinite())
                .map(Tensor::name)
                .toList();
    }

    /** @throws IllegalArgumentException when a value is NaN or infinite; the message names the tensors */
    public void requireFinite() {
        List<String> names = nonFinite();
        if (!names.isEmpty()) {
            throw new IllegalArgumentException("tensors "
                    + names.stream().limit(NAMED).toList()
                    + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "")
                    + " hold values that are NaN or infinite; use weights from before the training diverged");
        }
    }

    /** All tensors, in order. */
    public List<Tensor> tensors() {
        return List.copyOf(tensors.values());
    }

    /**
     * Returns the tensors that a network needs, in its order.
     *
     * @throws IllegalArgumentException when one is missing, differs in shape or type, or is a running variance below 0, of
     *     which a batch norm would make NaN
     */
    public List<Tensor> inOrder(List<TensorSpec> specs) {
        List<Tensor> ordered = new ArrayList<>();
        for (TensorSpec spec : specs) {
            Tensor tensor = find(spec.name())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "tensor '" + spec.name() + "' is missing; the weights belong to another network"));
            requireFit(spec, tensor);
            requireVariance(spec, tensor);
            ordered.add(tensor);
        }
        return ordered;
    }

    private static void requireVariance(TensorSpec spec, Tensor tensor) {
        if (spec.role() == TensorRole.RUNNING_VARIANCE) {
            FloatBuffer values = tensor.data().asFloatBuffer();
            while (values.hasRemaining()) {
                if (values.get() < 0) {
                    throw new IllegalArgumentException(
                            "tensor '" + spec.name() + "' has negative values; a variance is at"
                                    + " least 0: save the state dict of the trained network again");
                }
            }
        }
    }

    /** The weights of an ensemble, in the naming of {@link Ensemble}. */
    public static Weights ofEnsemble(List<Weights> members) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            for (Tensor tensor : members.get(i).tensors()) {
                all.add(new Tensor(i + "." + tensor.name(), tensor.dtype(), tensor.shape(), tensor.data()));
            }
        }
        return of(all);
    }

    /** @throws IllegalArgumentException when the tensor has another shape or type than the network needs */
    public static void requireFit(TensorSpec spec, Tensor tensor) {
        if (tensor.dtype() != DType.F32 || !Arrays.equals(tensor.shape(), spec.dimensions())) {
            throw new IllegalArgumentException("tensor '" + spec.name() + "' is " + tensor.dtype()
                    + Arrays.toString(tensor.shape()) + "; the network needs F32" + spec.shape());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weights weights && tensors().equals(weights.tensors());
    }

    @Override
    public int hashCode() {
        return tensors.keySet().hashCode();
    }
}
