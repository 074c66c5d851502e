package io.redoubt.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes images as PNG. */
public final class PngEncoder {

    private PngEncoder() {}

    /**
     * Encodes an image.
     *
     * @param pixels uint8 in CHW order
     * @param channels 1 for grey, 3 for RGB
     * @throws IllegalArgumentException for other numbers of channels
     */
    public static byte[] encode(byte[] pixels, int channels, int height, int width) {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException(
                    "an image of " + channels + " channels cannot be shown; images have 1 or 3");
        }
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(width, height, type);
        int plane = height * width;
        int[] sample = new int[channels];
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < channels; channel++) {
                sample[channel] = pixels[channel * plane + i] & 0xff;
            }
            image.getRaster().setPixel(i % width, i / width, sample);
        }
        return encode(image);
    }

    /** In memory: {@link ImageIO} writes a temporary file for other streams. */
    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
        return bytes.toByteArray();
    }
}
