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
public final class NetworkWriter {
    private final List<TensorSpec> tensors = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private final int offset;
    private int values;
    private NetworkPart part = NetworkPart.TRUNK;

    /** @param offset the position of the network's first tensor in {@code w} */
    public NetworkWriter(int offset) {
        this.offset = offset;
    }

    /** The layers that follow belong to the head. */
    public void beginHead() {
        part = NetworkPart.HEAD;
    }

    /** {@code (x - mean) / std} for each channel. */
    public String normalise(String x, Normalisation normalisation) {
        return assign("torch.div(torch.sub(%s, %s), %s)"
                .formatted(x, perChannel(x, normalisation.mean()), perChannel(x, normalisation.std())));
    }

    /** A 3x3 convolution without bias, padded so that stride 1 keeps the size. */
    public String convolution(String name, String x, int in, int out, int stride) {
        String weight = tensor(name + ".weight", TensorRole.WEIGHT, in * 9, out, in, 3, 3);
        return assign("self.%s(%s, %s, %d)".formatted(Convolutions.METHOD, x, weight, stride));
    }

    /**
     * A 3x3 convolution with stride 2 and without bias, with the {@code SAME} padding of TensorFlow: where the size is even,
     * only the right and the lower edge are padded.
     */
    public String convolutionSame(String name, String x, int in, int out) {
        // One more row and column before the image shift the grid of a symmetrically padded convolution by one pixel;
        // its
        // first outputs are then of padding alone. So all convolutions go through one method.
        String top = assign("torch.sub(1, torch.remainder(torch.size(%s, 2), 2))".formatted(x));
        String left = assign("torch.sub(1, torch.remainder(torch.size(%s, 3), 2))".formatted(x));
        String padded = assign("torch.constant_pad_nd(%s, [%s, 0, %s, 0], 0)".formatted(x, left, top));
        String h = convolution(name, padded, in, out, 2);
        String rows = assign("torch.slice(%s, 2, %s, 9223372036854775807, 1)".formatted(h, top));
        return assign("torch.slice(%s, 3, %s, 9223372036854775807, 1)".formatted(rows, left));
    }

    /**
     * A 1x1 convolution without bias, written as the product of matrices that it is, because two faults of the engine's
     * oneDNN are out of its reach: the weight gradient of a strided one writes past its workspace when a vector register
     * holds more than the channels (oneDNN issue 6035), and the second derivative of one in a small batch is plainly wrong.
     */
    public String pointwise(String name, String x, int in, int out, int stride) {
        String weight = tensor(name + ".weight", TensorRole.WEIGHT, in, out, in, 1, 1);
        // An average over one pixel: unlike a slice, its gradient keeps the layout.
        String kept = stride == 1 ? x : assign("torch.avg_pool2d(%s, [1, 1], [%d, %d])".formatted(x, stride, stride));
        String pixels = assign("torch.permute(%s, [0, 2, 3, 1])".formatted(kept));
        return assign("torch.permute(torch.linear(%s, torch.flatten(%s, 1)), [0, 3, 1, 2])".formatted(pixels, weight));
    }

    /** Batch normalisation with momentum {@link BatchNormModes#MOMENTUM} and epsilon 1e-5; in training mode it moves its running statistics. */
    public String batchNorm(String name, String x, int channels) {
        String weight = tensor(name + ".weight", TensorRole.SCALE, 1, channels);
        String bias = tensor(name + ".bias", TensorRole.SHIFT, 1, channels);
        String mean = tensor(name + ".running_mean", TensorRole.RUNNING_MEAN, 1, channels);
        String variance = tensor(name + ".running_var", TensorRole.RUNNING_VARIANCE, 1, channels);
        String training = part == NetworkPart.TRUNK ? "trunk_training" : "head_training";
        return assign("torch.batch_norm(%s, %s, %s, %s, %s, %s, %s, 1.0e-05, True)"
                .formatted(x, weight, bias, mean, variance, training, ScriptSource.number(BatchNormModes.MOMENTUM)));
    }

    /** The rectifier, {@code max(x, 0)}. */
    public String relu(String x) {
        return assign("torch.relu(%s)".formatted(x));
    }

    /** SiLU, also called Swish: {@code x * sigmoid(x)}. */
    public String silu(String x) {
        return assign("torch.silu(%s)".formatted(x));
    }

    /** The tanh approximation of GELU (Hendrycks and Gimpel 2016): {@code x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))}. */
    public String gelu(String x) {
        String cubic = assign("torch.add(%s, torch.pow(%s, 3), alpha=0.044715)".formatted(x, x));
        String gate = assign("torch.add(torch.tanh(torch.mul(%s, %s)), 1.0)"
                .formatted(cubic, ScriptSource.number(Math.sqrt(2 / Math.PI))));
        return assign("torch.mul(torch.mul(%s, 0.5), %s)".formatted(x, gate));
    }

    /** The sum of two values of one shape. */
    public String add(String x, String y) {
        return assign("torch.add(%s, %s)".formatted(x, y));
    }

    /** The memory layout in which narrow convolutions are fastest; the values do not change. */
    public String channelsLast(String x) {
        return assign("torch.contiguous(%s, memory_format=2)".formatted(x));
    }

    /** The mean over height and width: (B,C,H,W) to (B,C). */
    public String averagePool(String x) {
        return assign("torch.mean(%s, [2, 3])".formatted(x));
    }

    /** A linear layer with bias on the last dimension. */
    public String linear(String name, String x, int in, int out) {
        String weight = tensor(name + ".weight", TensorRole.WEIGHT, in, out, in);
        String bias = tensor(name + ".bias", TensorRole.WEIGHT, in, out);
        return assign("torch.linear(%s, %s, %s)".formatted(x, weight, bias));
    }

    /** Layer normalisation over the last dimension, with epsilon 1e-5. */
    public String layerNorm(String name, String x, int width) {
        String weight = tensor(name + ".weight", TensorRole.SCALE, 1, width);
        String bias = tensor(name + ".bias", TensorRole.SHIFT, 1, width);
        return assign("torch.layer_norm(%s, [%d], %s, %s, 1.0e-05)".formatted(x, width, weight, bias));
    }

    /** A learned vector for each index: int64 (...) to (..., width). */
    public String embedding(String name, String indices, int count, int width) {
        String weight = tensor(name + ".weight", TensorRole.EMBEDDING, 1, count, width);
        return assign("torch.embedding(%s, %s)".formatted(weight, indices));
    }

    /** The tensors registered so far. */
    public List<TensorSpec> tensors() {
        return List.copyOf(tensors);
    }

    /** Defines the method that runs the layers and returns {@code value}. */
    public void define(ScriptSource source, String method, String arguments, String value) {
        Convolutions.provide(source);
        source.define(method, arguments, "Tensor", body + "return " + value + "\n");
    }

    /** Registers a tensor and returns the expression that reads it. */
    public String tensor(String name, TensorRole role, int fanIn, Integer... shape) {
        List<Long> dimensions = List.of(shape).stream().map(Integer::longValue).toList();
        tensors.add(new TensorSpec(name, dimensions, role, part, fanIn));
        return "w[" + (offset + tensors.size() - 1) + "]";
    }

    /** Appends the statement that computes an expression of the script. */
    public String assign(String expression) {
        String value = "h" + values++;
        body.append(value).append(" = ").append(expression).append('\n');
        return value;
    }

    private static String perChannel(String x, List<Double> values) {
        String list = values.stream().map(ScriptSource::number).collect(Collectors.joining(", ", "[", "]"));
        return "torch.reshape(torch.tensor(%s, dtype=6, device=ops.prim.device(%s)), [1, -1, 1, 1])".formatted(list, x);
    }
}
