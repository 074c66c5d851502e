package io.redoubt.benchmarks.program;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convolution of a residual network.
 *
 * @param in input channels
 * @param out output channels
 * @param kernel height and width of the kernel, which is padded to keep the size
 * @param stride of a 3x3 convolution; a strided 1x1 convolution counts as one without stride on the pixels that it reads
 * @param side height and width of the input
 */
record ConvolutionShape(int in, int out, int kernel, int stride, int side) {
    /** Stage, block and layer in the name of a weight. */
    private static final Pattern BLOCK = Pattern.compile("(?:layer|block)(\\d+)\\.(?:layer\\.)?(\\d+)\\.(\\w+).*");

    /** Returns the convolutions of a network in their order, for images of a height and width. */
    static List<ConvolutionShape> of(Network network, int side) {
        List<ConvolutionShape> shapes = new ArrayList<>();
        Set<String> strided = new HashSet<>();
        for (TensorSpec spec : network.tensors()) {
            if (spec.shape().size() == 4) {
                shapes.add(of(spec, side, strided));
            }
        }
        return shapes;
    }

    /** @param strided the stages whose 3x3 convolution with a stride was seen */
    private static ConvolutionShape of(TensorSpec spec, int side, Set<String> strided) {
        int in = spec.shape().get(1).intValue();
        int out = spec.shape().get(0).intValue();
        int kernel = spec.shape().get(2).intValue();
        Matcher name = BLOCK.matcher(spec.name());
        if (!name.matches() || name.group(1).equals("1")) {
            return new ConvolutionShape(in, out, kernel, 1, side);
        }
        int output = side >> (Integer.parseInt(name.group(1)) - 1);
        boolean before = name.group(2).equals("0") && !strided.contains(name.group(1));
        if (!before || name.group(3).toLowerCase().contains("shortcut")) {
            return new ConvolutionShape(in, out, kernel, 1, output);
        }
        if (kernel == 1) {
            return new ConvolutionShape(in, out, kernel, 1, 2 * output);
        }
        strided.add(name.group(1));
        return new ConvolutionShape(in, out, kernel, 2, 2 * output);
    }

    /** Returns the height and width of the output. */
    int outputSide() {
        return side / stride;
    }

    /** Returns the multiplications for one image. */
    long multiplications() {
        return (long) in * out * kernel * kernel * outputSide() * outputSide();
    }
}
