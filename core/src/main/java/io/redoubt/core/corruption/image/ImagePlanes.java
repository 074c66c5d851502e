package io.redoubt.core.corruption.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * An image being processed, in double precision.
 *
 * @param channels one plane for grey; red, green and blue for colour
 */
public record ImagePlanes(List<ImagePlane> channels) {
    /** Luma weights of red, green and blue (ITU-R BT.601). */
    private static final double[] LUMA = {0.299, 0.587, 0.114};

    /** Returns the image rounded to multiples of 1/255. */
    public static ImagePlanes of(FloatImage image) {
        float[] pixels = image.pixels();
        int size = image.height() * image.width();
        List<ImagePlane> channels = new ArrayList<>();
        for (int channel = 0; channel < image.channels(); channel++) {
            ImagePlane plane = new ImagePlane(image.height(), image.width());
            int start = channel * size;
            Arrays.setAll(plane.values(), i -> pixels[start + i]);
            channels.add(plane.rounded());
        }
        return new ImagePlanes(channels);
    }

    /** In pixels. */
    public int height() {
        return channels.get(0).height();
    }

    /** In pixels. */
    public int width() {
        return channels.get(0).width();
    }

    /** Whether there is one channel. */
    public boolean isGrey() {
        return channels.size() == 1;
    }

    /** Applies a function to each channel. */
    public ImagePlanes mapPlanes(UnaryOperator<ImagePlane> function) {
        return new ImagePlanes(channels.stream().map(function).toList());
    }

    /** Applies a function to each value. */
    public ImagePlanes map(DoubleUnaryOperator function) {
        return mapPlanes(plane -> plane.map(function));
    }

    /** Combines two images of the same size elementwise. */
    public ImagePlanes combine(ImagePlanes other, DoubleBinaryOperator function) {
        return new ImagePlanes(IntStream.range(0, channels.size())
                .mapToObj(channel -> channels.get(channel).combine(other.channels.get(channel), function))
                .toList());
    }

    /** Combines every channel with an overlay; the first argument of the function is the channel's value. */
    public ImagePlanes combine(ImagePlane layer, DoubleBinaryOperator function) {
        return mapPlanes(plane -> plane.combine(layer, function));
    }

    /**
     * Returns an overlay in a colour, with as many channels as this image. On a grey image, the luma of the colour is
     * used.
     */
    public ImagePlanes tinted(ImagePlane layer, double[] colour) {
        double[] shades = isGrey() ? new double[] {luma(colour)} : colour;
        return new ImagePlanes(Arrays.stream(shades)
                .mapToObj(shade -> layer.map(value -> value * shade))
                .toList());
    }

    /** Returns the luma of each pixel; for a grey image, the plane itself. */
    public ImagePlane luma() {
        if (isGrey()) {
            return channels.get(0);
        }
        ImagePlane luma = new ImagePlane(height(), width());
        Arrays.setAll(luma.values(), i -> luma(pixel(i)));
        return luma;
    }

    /** Returns a copy of the values of one pixel. */
    public double[] pixel(int position) {
        return channels.stream().mapToDouble(plane -> plane.values()[position]).toArray();
    }

    /** Returns the image as float32, clipped to [0,1] and rounded down to multiples of 1/255. */
    public FloatImage toFloatImage() {
        int size = height() * width();
        float[] pixels = new float[channels.size() * size];
        for (int channel = 0; channel < channels.size(); channel++) {
            double[] values = channels.get(channel).truncated().values();
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
