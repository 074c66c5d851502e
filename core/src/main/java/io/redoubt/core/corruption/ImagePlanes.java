package io.redoubt.core.corruption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A picture at work, in double precision.
 *
 * @param channels one plane for grey; red, green and blue for colour
 */
record ImagePlanes(List<ImagePlane> channels) {
    /** Weights of red, green and blue in the luma of ITU-R BT.601. */
    private static final double[] LUMA = {0.299, 0.587, 0.114};

    /** The picture rounded to levels of 1/255. */
    static ImagePlanes of(FloatImage picture) {
        float[] pixels = picture.pixels();
        int size = picture.height() * picture.width();
        List<ImagePlane> channels = new ArrayList<>();
        for (int channel = 0; channel < picture.channels(); channel++) {
            ImagePlane plane = new ImagePlane(picture.height(), picture.width());
            int start = channel * size;
            Arrays.setAll(plane.values(), i -> pixels[start + i]);
            channels.add(plane.rounded());
        }
        return new ImagePlanes(channels);
    }

    int height() {
        return channels.get(0).height();
    }

    int width() {
        return channels.get(0).width();
    }

    boolean isGrey() {
        return channels.size() == 1;
    }

    ImagePlanes each(UnaryOperator<ImagePlane> function) {
        return new ImagePlanes(channels.stream().map(function).toList());
    }

    ImagePlanes map(DoubleUnaryOperator function) {
        return each(plane -> plane.map(function));
    }

    /** Combines two pictures of one size, value by value. */
    ImagePlanes with(ImagePlanes other, DoubleBinaryOperator function) {
        return new ImagePlanes(IntStream.range(0, channels.size())
                .mapToObj(channel -> channels.get(channel).with(other.channels.get(channel), function))
                .toList());
    }

    /** Lays a layer over every channel; the function takes the channel's value first. */
    ImagePlanes with(ImagePlane layer, DoubleBinaryOperator function) {
        return each(plane -> plane.with(layer, function));
    }

    /** A layer in a colour, of as many channels as this picture; on grey, the brightness of the colour. */
    ImagePlanes tinted(ImagePlane layer, double[] colour) {
        double[] shades = isGrey() ? new double[] {luma(colour)} : colour;
        return new ImagePlanes(Arrays.stream(shades)
                .mapToObj(shade -> layer.map(value -> value * shade))
                .toList());
    }

    /** The brightness of each pixel: the plane itself for grey. */
    ImagePlane luma() {
        if (isGrey()) {
            return channels.get(0);
        }
        ImagePlane luma = new ImagePlane(height(), width());
        Arrays.setAll(luma.values(), i -> luma(pixel(i)));
        return luma;
    }

    /** The values of one pixel, a copy. */
    double[] pixel(int position) {
        return channels.stream().mapToDouble(plane -> plane.values()[position]).toArray();
    }

    /** The picture as an image: clipped, and cut to whole levels. */
    FloatImage image() {
        int size = height() * width();
        float[] pixels = new float[channels.size() * size];
        for (int channel = 0; channel < channels.size(); channel++) {
            double[] values = channels.get(channel).cut().values();
            for (int i = 0; i < size; i++) {
                pixels[channel * size + i] = (float) values[i];
            }
        }
        return new FloatImage(channels.size(), height(), width(), pixels);
    }

    private static double luma(double[] colour) {
        return LUMA[0] * colour[0] + LUMA[1] * colour[1] + LUMA[2] * colour[2];
    }
}
