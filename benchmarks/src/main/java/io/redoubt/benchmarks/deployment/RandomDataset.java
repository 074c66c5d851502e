package io.redoubt.benchmarks.deployment;

import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A small data set of random grey images of 16x16 in two classes. */
public final class RandomDataset {
    /** Its name in the store. */
    public static final String NAME = "random";

    private static final int SIDE = 16;
    private static final List<String> CLASSES = List.of("a", "b");

    private RandomDataset() {}

    /**
     * Publishes the data set.
     *
     * @param folder for temporary files
     */
    public static void publish(ObjectStore store, Path folder, int trainImages, int testImages) {
        Path file = folder.resolve(NAME + ".safetensors");
        ImageDataset dataset = new ImageDataset(NAME, CLASSES, images(trainImages), images(testImages));
        try {
            new DatasetCatalog(store, new LocalCache(store, folder.resolve("published")))
                    .publish(file, DatasetFile.write(dataset, file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the data set", e);
        }
    }

    private static ImageSet images(int count) {
        byte[] pixels = new byte[count * SIDE * SIDE];
        new Random(count).nextBytes(pixels);
        int[] labels =
                IntStream.range(0, count).map(image -> image % CLASSES.size()).toArray();
        return new ImageSet(1, SIDE, SIDE, ByteBuffer.wrap(pixels), labels);
    }
}
