package io.redoubt.testkit.job;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.DatasetOrigin;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Data sets and models with random content. */
public final class NoiseFiles {
    private static final int SIDE = 8;

    private static final List<String> CLASSES = List.of("cat", "dog", "ship");

    private NoiseFiles() {}

    /** Writes a data set of grey images of 8 by 8 pixels in two classes; the same images for training and test. */
    public static void writeDataset(Path file, int... labels) throws IOException {
        byte[] pixels = new byte[labels.length * SIDE * SIDE];
        new Random(2).nextBytes(pixels);
        writeDataset(file, CLASSES.subList(0, 2), new ImageSet(1, SIDE, SIDE, ByteBuffer.wrap(pixels), labels));
    }

    /** Writes a data set with the same images for training and test. */
    public static void writeDataset(Path file, List<String> classes, ImageSet images) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            DatasetFile.write(
                    new ImageDataset("noise", classes, images, images, new DatasetOrigin("drawn", "CC0")), out);
        }
    }

    /** Writes an imported classifier with random weights; the network has at most three classes. */
    public static void writeModel(Path file, Network network, long seed) throws IOException {
        ModelDescription description = ModelDescription.of(
                network,
                CLASSES.subList(0, network.classes()),
                ModelDescription.CLASSIFICATION,
                ModelDescription.IMPORTED);
        new ModelFile(description, Weights.initial(network.tensors(), seed)).write(file);
    }
}
