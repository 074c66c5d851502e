package io.redoubt.eval.report.figures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * One image for display.
 *
 * @param channels with 3 or more, the first three are red, green and blue; with fewer, the first is grey
 * @param height in pixels
 * @param width in pixels
 * @param values in CHW order, [0, 1]; values outside are clipped for display
 */
public record ImagePixels(int channels, int height, int width, float[] values) {

    public ImagePixels {
        if (values.length != channels * height * width) {
            throw new IllegalArgumentException("values has " + values.length + " numbers; an image of " + channels + "x"
                    + height + "x" + width + " needs " + channels * height * width);
        }
        values = values.clone();
    }

    /**
     * Returns the difference from {@code clean}: grey where equal, black at {@code -scale}, white at {@code +scale}.
     *
     * @param scale may be 0 if the images are equal
     */
    public ImagePixels perturbation(ImagePixels clean, double scale) {
        float[] shown = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            float change = values[i] - clean.values[i];
            shown[i] = change == 0 ? 0.5f : (float) (0.5 + change / (2 * scale));
        }
        return new ImagePixels(channels, height, width, shown);
    }

    /** Returns the largest absolute difference from {@code clean}. */
    public double largestChange(ImagePixels clean) {
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, Math.abs(values[i] - clean.values[i]));
        }
        return largest;
    }

    /** Returns a {@code data:} URI of the image as PNG. */
    public String toDataUri() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, level(0, y, x) << 16 | level(1, y, x) << 8 | level(2, y, x));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private int level(int colour, int y, int x) {
        int channel = channels >= 3 ? colour : 0;
        float value = values[(channel * height + y) * width + x];
        return Math.round(255 * Math.max(0, Math.min(1, value)));
    }
}
