package io.redoubt.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** 240 training and 40 test images of 12x12 pixels with a bright half; the class is which half. In IDX files. */
final class ToyDataset {

    static final String NAME = "toy";

    private static final int SIDE = 12;
    private static final int CLASSES = 4;
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    private ToyDataset() {}

    static void write(Path folder) {
        try {
            write(folder, "train", 240);
            write(folder, "t10k", 40);
        } catch (IOException e) {
            throw new UncheckedIOException("the toy data set cannot be written", e);
        }
    }

    private static void write(Path folder, String split, int count) throws IOException {
        Random random = new Random(count);
        ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE)
                .putInt(IMAGES)
                .putInt(count)
                .putInt(SIDE)
                .putInt(SIDE);
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(LABELS).putInt(count);
        for (int i = 0; i < count; i++) {
            int label = i % CLASSES;
            labels.put((byte) label);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                int bright = isBright(label, pixel % SIDE, pixel / SIDE) ? 100 : 30;
                images.put((byte) (bright + random.nextInt(100)));
            }
        }
        Files.write(folder.resolve(split + "-images-idx3-ubyte"), images.array());
        Files.write(folder.resolve(split + "-labels-idx1-ubyte"), labels.array());
    }

    private static boolean isBright(int label, int x, int y) {
        return switch (label) {
            case 0 -> y < SIDE / 2;
            case 1 -> y >= SIDE / 2;
            case 2 -> x < SIDE / 2;
            default -> x >= SIDE / 2;
        };
    }
}
