package io.redoubt.core.model;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptConstant;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the forward pass of a network layer by layer. Each call registers the tensors of a layer, appends the
 * statements that compute it and returns its output. A layer with tensors has a name, which is the prefix of its tensor
 * names and appears as a comment in the script. Tensors are read from the list {@link ScriptMethods#WEIGHTS}, in the
 * order of {@link #tensors()}, beginning at an offset.
 */
public final class NetworkWriter {
    private static final Value EPSILON = Value.of(1e-5);

    /**
     * The size of a value for one image.
     *
     * @param area positions per pixel of the image: 1/4 after a stride of 2
     */
    private record Extent(double area, int channels) {}

    private final List<TensorSpec> tensors = new ArrayList<>();
    private final Map<Value, Extent> extents = new HashMap<>();
    /** Values that no backward pass reads. */
    private final Set<Value> overwritable = new HashSet<>();

    private double activations;
    private final StringBuilder body = new StringBuilder();
    private final int offset;
    private int locals;
    private NetworkPart part = NetworkPart.TRUNK;

    /** @param offset the position of the network's first tensor in {@link ScriptMethods#WEIGHTS} */
    public NetworkWriter(int offset) {
        this.offset = offset;
    }

    /** Marks all further layers as part of the head. */
    public void beginHead() {
        part = NetworkPart.HEAD;
    }

    /** {@code (x - mean) / std} for each channel. */
    public Value normalise(Value x, Normalisation normalisation) {
        Value device = call("ops.prim.device", x);
        Value mean = perChannel(normalisation.mean(), device);
        Value centred = call("torch.sub", x, mean);
        Extent extent = new Extent(1, normalisation.channels());
        return keep(call("torch.div", centred, perChannel(normalisation.std(), device)), extent);
    }

    private Value perChannel(List<Double> values, Value device) {
        Value list = Value.list(values.stream().map(Value::of).toList());
        Value vector = call("torch.tensor", list, ScriptConstant.FLOAT32.value().as("dtype"), device.as("device"));
        return reshape(vector, 1, -1, 1, 1);
    }

    /** A 3x3 convolution without bias, padded by 1: with stride 1 it keeps the size. */
    public Value convolution(String name, Value x, int in, int out, int stride) {
        Value weight = tensor(name + ".weight", TensorRole.WEIGHT, in * 9, out, in, 3, 3);
        Value convolved = layer(name, ScriptMethods.CONVOLUTION.callee(), x, weight, Value.of(stride));
        overwritable.add(convolved);
        return keep(convolved, new Extent(area(x) / (stride * stride), out));
    }

    /**
     * A 3x3 convolution with stride 2 and without bias, with the {@code SAME} padding of TensorFlow: if the size is
     * even, only the right and the lower edge are padded.
     */
    public Value convolutionSame(String name, Value x, int in, int out) {
        // An additional row and column in front shift the grid of the symmetrically padded convolution by one pixel.
        // The first outputs then see only padding and are dropped. This keeps a single method for convolutions.
        Value top = oneIfEven(x, 2);
        Value left = oneIfEven(x, 3);
        Value zero = Value.of(0);
        Value padded = call("torch.constant_pad_nd", x, Value.list(List.of(left, zero, top, zero)), zero);
        Value h = convolution(name, padded, in, out, 2);
        return keep(sliceFrom(sliceFrom(h, 2, top), 3, left), extent(h));
    }

    private Value oneIfEven(Value x, int dimension) {
        Value size = call("torch.size", x, Value.of(dimension));
        return call("torch.sub", Value.of(1), call("torch.remainder", size, Value.of(2)));
    }

    private Value sliceFrom(Value x, int dimension, Value from) {
        Value end = call("torch.size", x, Value.of(dimension));
        return call("torch.slice", x, Value.of(dimension), from, end, Value.of(1));
    }

    /**
     * A 1x1 convolution without bias, computed as a matrix product. This avoids two faults of the engine's oneDNN: the
     * weight gradient of a strided 1x1 convolution writes past its workspace when a vector register holds more elements
     * than there are channels (oneDNN issue 6035), and the second derivative of one in a small batch is wrong.
     */
    public Value pointwise(String name, Value x, int in, int out, int stride) {
        Value weight = tensor(name + ".weight", TensorRole.WEIGHT, in, out, in, 1, 1);
        // Average pooling over one pixel: unlike that of a slice, its gradient keeps the memory layout.
        Value kept = stride == 1 ? x : call("torch.avg_pool2d", x, Value.ints(1, 1), Value.ints(stride, stride));
        Value pixels = permute(kept, 0, 2, 3, 1);
        Value matrix = call("torch.flatten", weight, Value.of(1));
        Value mixed = permute(layer(name, "torch.linear", pixels, matrix), 0, 3, 1, 2);
        return keep(mixed, new Extent(area(x) / (stride * stride), out));
    }

    /** Batch normalisation with momentum {@link BatchNormModes#MOMENTUM} and epsilon 1e-5; updates its running statistics in training mode. */
    public Value batchNorm(String name, Value x, int channels) {
        Value weight = tensor(name + ".weight", TensorRole.SCALE, 1, channels);
        Value bias = tensor(name + ".bias", TensorRole.SHIFT, 1, channels);
        Value mean = tensor(name + ".running_mean", TensorRole.RUNNING_MEAN, 1, channels);
        Value variance = tensor(name + ".running_var", TensorRole.RUNNING_VARIANCE, 1, channels);
        Value training =
                (part == NetworkPart.TRUNK ? ScriptMethods.TRUNK_TRAINING : ScriptMethods.HEAD_TRAINING).value();
        Value momentum = Value.of(BatchNormModes.MOMENTUM);
        Value cudnn = Value.of(true);
        Value scaled =
                layer(name, "torch.batch_norm", x, weight, bias, mean, variance, training, momentum, EPSILON, cudnn);
        return keep(scaled, new Extent(area(x), channels));
    }

    /** The rectifier, {@code max(x, 0)}, computed in place: {@code x} must not be used again. */
    public Value relu(Value x) {
        return keep(call("torch.relu_", x), extent(x));
    }

    /** SiLU, also called Swish: {@code x * sigmoid(x)}. */
    public Value silu(Value x) {
        return keep(call("torch.silu", x), extent(x));
    }

    /** The sum of two values of one shape. If {@code x} is the output of a 3x3 convolution, it must not be used again. */
    public Value add(Value x, Value y) {
        return keep(call(overwritable.contains(x) ? "torch.add_" : "torch.add", x, y), extent(x));
    }

    /** The memory layout in which narrow convolutions are fastest; the values do not change. */
    public Value channelsLast(Value x) {
        return keep(
                call("torch.contiguous", x, ScriptConstant.CHANNELS_LAST.value().as("memory_format")), extent(x));
    }

    /** The mean over height and width: (B,C,H,W) to (B,C). */
    public Value averagePool(Value x) {
        return keep(call("torch.mean", x, Value.ints(2, 3)), new Extent(0, 1));
    }

    /** A linear layer with bias on the last dimension. */
    public Value linear(String name, Value x, int in, int out) {
        Value weight = tensor(name + ".weight", TensorRole.WEIGHT, in, out, in);
        Value bias = tensor(name + ".bias", TensorRole.WEIGHT, in, out);
        return layer(name, "torch.linear", x, weight, bias);
    }

    /** Changes the shape; elements are in row-major order, and one size may be -1. */
    public Value reshape(Value x, int... sizes) {
        return call("torch.reshape", x, Value.ints(sizes));
    }

    /** Permutes the dimensions. */
    public Value permute(Value x, int... dimensions) {
        return call("torch.permute", x, Value.ints(dimensions));
    }

    /** Swaps two dimensions. */
    public Value transpose(Value x, int first, int second) {
        return call("torch.transpose", x, Value.of(first), Value.of(second));
    }

    /** Splits a dimension into several; one size may be -1. */
    public Value unflatten(Value x, int dimension, int... sizes) {
        return call("torch.unflatten", x, Value.of(dimension), Value.ints(sizes));
    }

    /** Removes a dimension by taking one index of it. */
    public Value select(Value x, int dimension, int index) {
        return call("torch.select", x, Value.of(dimension), Value.of(index));
    }

    /** The indices {@code from} (inclusive) to {@code to} (exclusive) of a dimension. */
    public Value slice(Value x, int dimension, int from, int to) {
        return call("torch.slice", x, Value.of(dimension), Value.of(from), Value.of(to), Value.of(1));
    }

    /** The tensors registered so far. */
    public List<TensorSpec> tensors() {
        return List.copyOf(tensors);
    }

    /**
     * Returns the number of values that the layers so far compute, per pixel of an image. Layers of images count; those of
     * features that are pooled are small.
     */
    double activations() {
        return activations;
    }

    private Value keep(Value value, Extent extent) {
        extents.put(value, extent);
        activations += extent.area() * extent.channels();
        return value;
    }

    private Extent extent(Value x) {
        return extents.getOrDefault(x, new Extent(1, 0));
    }

    private double area(Value x) {
        return extent(x).area();
    }

    /** Defines a method that runs the layers and returns {@code output}. */
    public void define(ScriptSource source, ScriptMethod method, Value output) {
        Convolutions.define(source);
        source.define(method, CodeBlock.of(body + "return " + output + "\n"));
    }

    /** Registers a tensor and returns the element of {@link ScriptMethods#WEIGHTS} that holds it. */
    public Value tensor(String name, TensorRole role, int fanIn, Integer... shape) {
        List<Long> dimensions = List.of(shape).stream().map(Integer::longValue).toList();
        tensors.add(new TensorSpec(name, dimensions, role, part, fanIn));
        return ScriptMethods.WEIGHTS.element(offset + tensors.size() - 1);
    }

    /** Appends the call of an operator, such as {@code torch.relu}. */
    public Value call(String operator, Value... arguments) {
        return append(operator, arguments, "");
    }

    /** Appends the call of an operator that computes a named layer. */
    public Value layer(String name, String operator, Value... arguments) {
        return append(operator, arguments, "  # " + name);
    }

    private Value append(String operator, Value[] arguments, String comment) {
        Value local = new Value("h" + locals++);
        String list = Arrays.stream(arguments).map(Value::text).collect(Collectors.joining(", "));
        body.append("%s = %s(%s)%s\n".formatted(local, operator, list, comment));
        return local;
    }
}
