package io.redoubt.data.format;

import io.redoubt.api.Ids;
import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.DatasetOrigin;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Data sets that ship with Redoubt, so that a first experiment needs no download. */
public final class BundledDatasets {
    /**
     * A class-balanced subset of Fashion-MNIST: 5,000 training and 1,000 test images in ten classes, one channel,
     * zero-padded from 28x28 to 32x32. The README and the MIT licence are in the folder of the files.
     */
    public static final String FASHION_MNIST_MINI = "fashion-mnist-mini";

    private static final int SIDE = 32;
    private static final List<String> FASHION_CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");
    private static final DatasetOrigin FASHION_ORIGIN = new DatasetOrigin(
            "H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning"
                    + " Algorithms, arXiv:1708.07747, 2017; the first 500 training and 100 test images of each class",
            "MIT, Copyright (c) 2017 Zalando SE");

    private BundledDatasets() {}

    /** Returns the names of all bundled data sets. */
    public static List<String> names() {
        return List.of(FASHION_MNIST_MINI);
    }

    /**
     * Reads a bundled data set.
     *
     * @throws DatasetException when the name is unknown; the message lists the known names
     */
    public static ImageDataset open(String name) throws IOException {
        if (!name.equals(FASHION_MNIST_MINI)) {
            throw new DatasetException(
                    Code.UNKNOWN_NAME, "bundled data set " + Ids.quote(name) + " is unknown; use one of " + names());
        }
        return new ImageDataset(name, FASHION_CLASSES, pair(name, "train"), pair(name, "t10k"), FASHION_ORIGIN)
                .padded(SIDE);
    }

    private static ImageSet pair(String name, String split) throws IOException {
        String images = name + "/" + split + "-images-idx3-ubyte.gz";
        String labels = name + "/" + split + "-labels-idx1-ubyte.gz";
        try (InputStream imageStream = resource(images);
                InputStream labelStream = resource(labels)) {
            return IdxReader.read(
                    new IdxReader.Source(images, imageStream, Integer.MAX_VALUE),
                    new IdxReader.Source(labels, labelStream, Integer.MAX_VALUE));
        }
    }

    private static InputStream resource(String path) throws IOException {
        InputStream raw = ImageDataset.class.getResourceAsStream(path);
        if (raw == null) {
            throw new DatasetException(Code.MISSING_FILE, path + " is missing from the jar; rebuild it");
        }
        return new GZIPInputStream(raw);
    }
}
