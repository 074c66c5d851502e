package io.redoubt.core.data.format;

import io.redoubt.core.data.DatasetException;
import io.redoubt.core.data.DatasetException.Code;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The four files of the MNIST family ({@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the same for
 * {@code t10k}), uncompressed or with the suffix {@code .gz}. Images have one channel; the class names are the label
 * numbers.
 */
final class IdxFormat implements DatasetFormat {

    @Override
    public String name() {
        return "idx";
    }

    @Override
    public ImageDataset read(String dataset, Path folder) throws IOException {
        ImageSet train = pair(folder, "train");
        ImageSet test = pair(folder, "t10k");
        int classes = Arrays.stream(train.labels()).max().orElseThrow() + 1;
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        if (classes < 2) {
            throw new DatasetException(
                    Code.EMPTY_CLASS,
                    labels(folder, "train") + ": all labels are 0; at least two classes are required");
        }
        LabelValidation.requireEveryClass(names, train, labels(folder, "train").toString());
        LabelValidation.requireLabelsBelow(classes, test, labels(folder, "t10k").toString());
        if (train.height() != test.height() || train.width() != test.width()) {
            throw DatasetException.in(
                    images(folder, "t10k"),
                    Code.WRONG_SIZE,
                    "has images of " + test.height() + "x" + test.width() + "; the training images are "
                            + train.height() + "x" + train.width());
        }
        return new ImageDataset(dataset, names, train, test);
    }

    private static ImageSet pair(Path folder, String split) throws IOException {
        Path imageFile = images(folder, split);
        Path labelFile = labels(folder, split);
        try (InputStream images = open(imageFile);
                InputStream labels = open(labelFile)) {
            return IdxReader.read(imageFile.toString(), images, labelFile.toString(), labels);
        }
    }

    private static Path images(Path folder, String split) {
        return find(folder, split + "-images-idx3-ubyte");
    }

    private static Path labels(Path folder, String split) {
        return find(folder, split + "-labels-idx1-ubyte");
    }

    private static Path find(Path folder, String name) {
        Path plain = folder.resolve(name);
        Path compressed = folder.resolve(name + ".gz");
        if (!Files.isRegularFile(plain) && !Files.isRegularFile(compressed)) {
            throw DatasetException.in(
                    plain, Code.MISSING_FILE, "is missing, as is " + name + ".gz; add one of the two");
        }
        return Files.isRegularFile(plain) ? plain : compressed;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        if (!file.toString().endsWith(".gz")) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw);
        } catch (ZipException e) {
            raw.close();
            throw DatasetException.in(file, Code.WRONG_FORMAT, "is not valid gzip: " + e.getMessage(), e);
        } catch (EOFException e) {
            raw.close();
            throw DatasetException.in(file, Code.TRUNCATED, "is truncated within its gzip header", e);
        }
    }
}
