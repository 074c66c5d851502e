package io.redoubt.system;

import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Deterministic grey 12x12 images that are bright in one half and can be learned in seconds. */
final class ToyDataset {

    static final String NAME = "toy";
    private static final int SIDE = 12;
    private static final int CLASSES = 4;

    private ToyDataset() {}

    static void publish(ObjectStore store, Path folder) {
        ImageDataset toy = new ImageDataset(NAME, List.of("top", "bottom", "left", "right"), images(240, 1), test());
        Path file = folder.resolve("toy.safetensors");
        try {
            new DatasetCatalog(store, new LocalCache(store, folder.resolve("toy-cache")))
                    .publish(file, DatasetFile.write(toy, file));
        } catch (IOException e) {
            throw new UncheckedIOException("the toy data set cannot be written", e);
        }
    }

    /** The 40 test images. */
    static ImageSet test() {
        return images(40, 2);
    }

    private static ImageSet images(int count, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * SIDE * SIDE];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    int bright = bright(labels[i], x, y) ? 100 : 30;
                    pixels[(i * SIDE + y) * SIDE + x] = (byte) (bright + random.nextInt(100));
                }
            }
        }
        return new ImageSet(1, SIDE, SIDE, ByteBuffer.wrap(pixels), labels);
    }

    private static boolean bright(int label, int x, int y) {
        return switch (label) {
            case 0 -> y < SIDE / 2;
            case 1 -> y >= SIDE / 2;
            case 2 -> x < SIDE / 2;
            default -> x >= SIDE / 2;
        };
    }
}
