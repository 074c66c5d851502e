package io.redoubt.eval.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * One image to be shown.
 *
 * @param channels 3 and more are shown as red, green, blue from the first three; fewer as grey from the first
 * @param height in pixels
 * @param width in pixels
 * @param values in CHW order, [0, 1]; values outside are cut off when shown
 */
public record Pixels(int channels, int height, int width, float[] values) {

    public Pixels {
        if (values.length != channels * height * width) {
            throw new IllegalArgumentException("values has " + values.length + " numbers; an image of " + channels + "x"
                    + height + "x" + width + " needs " + channels * height * width);
        }
        values = values.clone();
    }

    /** How this image differs from {@code clean}: grey where equal, black at {@code -radius}, white at {@code +radius}. */
    Pixels perturbation(Pixels clean, double radius) {
        float[] shown = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            shown[i] = (float) (0.5 + (values[i] - clean.values[i]) / (2 * radius));
        }
        return new Pixels(channels, height, width, shown);
    }

    /** A {@code data:} URI of the image as PNG. */
    String toDataUri() {
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
