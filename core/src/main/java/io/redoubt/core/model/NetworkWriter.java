package io.redoubt.core.model;

import io.redoubt.core.script.ScriptSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a forward pass down layer by layer: every call registers the tensors of the layer and appends the statement that
 * computes it. Values are names of script variables. Tensors are read from the list {@code w}, in the order of
 * {@link #tensors()}, from an offset on.
 */
final class NetworkWriter {
    private final List<TensorSpec> tensors = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private final int offset;
    private int values;
    private Part part = Part.TRUNK;

    /** @param offset the position of the network's first tensor in {@code w} */
    NetworkWriter(int offset) {
        this.offset = offset;
    }

    /** The layers that follow belong to the head. */
    void beginHead() {
        part = Part.HEAD;
    }

    String normalise(String x, Normalisation normalisation) {
        return assign("torch.div(torch.sub(%s, %s), %s)"
                .formatted(x, perChannel(x, normalisation.mean()), perChannel(x, normalisation.std())));
    }

    /** A convolution without bias, padded so that stride 1 keeps the size. */
    String convolution(String name, String x, int in, int out, int kernel, int stride) {
        String weight = register(name + ".weight", Role.WEIGHT, in * kernel * kernel, out, in, kernel, kernel);
        int padding = kernel / 2;
        return assign("torch.conv2d(%s, %s, None, [%d, %d], [%d, %d], [1, 1], 1)"
                .formatted(x, weight, stride, stride, padding, padding));
    }

    /** Batch normalisation with momentum 0.1 and epsilon 1e-5; in training mode it moves its running statistics. */
    String batchNorm(String name, String x, int channels) {
        String weight = register(name + ".weight", Role.SCALE, 1, channels);
        String bias = register(name + ".bias", Role.SHIFT, 1, channels);
        String mean = register(name + ".running_mean", Role.RUNNING_MEAN, 1, channels);
        String variance = register(name + ".running_var", Role.RUNNING_VARIANCE, 1, channels);
        String training = part == Part.TRUNK ? "trunk_training" : "head_training";
        return assign("torch.batch_norm(%s, %s, %s, %s, %s, %s, 0.1, 1.0e-05, True)"
                .formatted(x, weight, bias, mean, variance, training));
    }

    String relu(String x) {
        return assign("torch.relu(%s)".formatted(x));
    }

    String add(String x, String y) {
        return assign("torch.add(%s, %s)".formatted(x, y));
    }

    /** The memory layout in which narrow convolutions are fastest; the values do not change. */
    String channelsLast(String x) {
        return assign("torch.contiguous(%s, memory_format=2)".formatted(x));
    }

    /** The mean over height and width: (B,C,H,W) to (B,C). */
    String averagePool(String x) {
        return assign("torch.mean(%s, [2, 3])".formatted(x));
    }

    String linear(String name, String x, int in, int out) {
        String weight = register(name + ".weight", Role.WEIGHT, in, out, in);
        String bias = register(name + ".bias", Role.WEIGHT, in, out);
        return assign("torch.linear(%s, %s, %s)".formatted(x, weight, bias));
    }

    List<TensorSpec> tensors() {
        return List.copyOf(tensors);
    }

    /** The statements, ending with the return of {@code value}. */
    String body(String value) {
        return body + "return " + value + "\n";
    }

    private String register(String name, Role role, int fanIn, Integer... shape) {
        List<Long> dimensions = List.of(shape).stream().map(Integer::longValue).toList();
        tensors.add(new TensorSpec(name, dimensions, role, part, fanIn));
        return "w[" + (offset + tensors.size() - 1) + "]";
    }

    private String assign(String expression) {
        String value = "h" + values++;
        body.append(value).append(" = ").append(expression).append('\n');
        return value;
    }

    private static String perChannel(String x, List<Double> values) {
        String list = values.stream().map(ScriptSource::number).collect(Collectors.joining(", ", "[", "]"));
        return "torch.reshape(torch.tensor(%s, dtype=6, device=ops.prim.device(%s)), [1, -1, 1, 1])".formatted(list, x);
    }
}
