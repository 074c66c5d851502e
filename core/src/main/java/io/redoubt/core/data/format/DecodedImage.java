package io.redoubt.core.data.format;

import io.redoubt.core.data.DatasetException;
import io.redoubt.core.data.DatasetException.Code;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * One decoded image file.
 *
 * @param file the source file
 * @param channels 1 for grey, 3 for colour
 * @param pixels CHW, uint8
 */
record DecodedImage(Path file, int channels, int height, int width, byte[] pixels) {
    private static final int OPAQUE = 0xff;

    /**
     * Decodes a PNG or JPEG file.
     *
     * @throws DatasetException when the file is not a readable image or has transparent pixels
     */
    static DecodedImage read(Path file) throws IOException {
        BufferedImage image;
        try (InputStream in = Files.newInputStream(file)) {
            // A memory cache, because the default stream copies every image to a temporary file.
            image = ImageIO.read(new MemoryCacheImageInputStream(in));
        } catch (IOException | RuntimeException e) {
            // Decoders throw various exceptions for corrupt files.
            throw DatasetException.in(file, Code.BAD_IMAGE, "cannot be decoded: " + e.getMessage(), e);
        }
        if (image == null) {
            throw DatasetException.in(file, Code.BAD_IMAGE, "is not a PNG or JPEG image");
        }
        return isGrey(image) ? grey(file, image) : colour(file, image);
    }

    /** Copies the image as {@code planes} planes; a grey image is repeated. */
    void copyTo(byte[] into, int offset, int planes) {
        for (int copy = 0; copy < planes / channels; copy++) {
            System.arraycopy(pixels, 0, into, offset + copy * pixels.length, pixels.length);
        }
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && image.getRaster().getNumBands() == 1
                && image.getSampleModel().getSampleSize(0) == Byte.SIZE;
    }

    /** Reads the raw samples, because {@link BufferedImage#getRGB} converts linear grey to sRGB. */
    private static DecodedImage grey(Path file, BufferedImage image) {
        Raster raster = image.getRaster();
        int[] samples = raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
        byte[] pixels = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            pixels[i] = (byte) samples[i];
        }
        return new DecodedImage(file, 1, image.getHeight(), image.getWidth(), pixels);
    }

    private static DecodedImage colour(Path file, BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int plane = width * height;
        int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
        byte[] pixels = new byte[3 * plane];
        for (int i = 0; i < plane; i++) {
            if (argb[i] >>> 24 != OPAQUE) {
                throw DatasetException.in(
                        file,
                        Code.BAD_IMAGE,
                        "the pixel at row " + i / width + ", column " + i % width
                                + " is transparent; flatten the image onto a background first");
            }
            pixels[i] = (byte) (argb[i] >> 16);
            pixels[plane + i] = (byte) (argb[i] >> 8);
            pixels[2 * plane + i] = (byte) argb[i];
        }
        return new DecodedImage(file, 3, height, width, pixels);
    }
}
