package io.redoubt.cli.model;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** PNG files of 8x8 pixels of one grey. */
public final class GreyImages {
    private static final int SIDE = 8;

    private GreyImages() {}

    /**
     * Writes an image, and its folder if necessary.
     *
     * @param grey from 0 to 255
     */
    public static void write(Path file, int grey) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        IntStream.range(0, SIDE * SIDE).forEach(i -> image.getRaster().setSample(i % SIDE, i / SIDE, 0, grey));
        ImageIO.write(image, "png", file.toFile());
    }
}
