package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The four files of the MNIST family ({@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the same for
 * {@code t10k}), uncompressed or with the suffix {@code .gz}. The other spellings of the names that are in use are read
 * too, such as {@code t10k-images.idx3-ubyte} and {@code emnist-letters-test-images-idx3-ubyte.gz}. Images have one
 * channel; the class names are the label numbers, which begin at 0 or 1.
 */
final class IdxFormat implements DatasetFormat {
    private static final String TRAIN = "train";
    private static final String TEST = "t10k";

    /** Deflate cannot compress more than this (zlib technical details: 1032 to 1). */
    private static final int MAX_COMPRESSION = 1032;

    /** The files of one split. */
    private record Pair(Path images, Path labels) {}

    @Override
    public String name() {
        return "idx";
    }

    @Override
    public List<String> layout() {
        return List.of(
                "train-images-idx3-ubyte, train-labels-idx1-ubyte,",
                "t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, each also with",
                "the suffix .gz");
    }

    @Override
    public ImageDataset open(String dataset, Path folder, ReadOptions options) throws IOException {
        Problems problems = new Problems(folder);
        boolean trained = options.trainRequired() || hasTraining(folder);
        Pair trainFiles = trained ? pair(folder, TRAIN, problems) : null;
        Pair testFiles = pair(folder, TEST, problems);
        problems.throwIfAny();
        ImageSet test = problems.collect(() -> images(testFiles), null);
        ImageSet train = trained ? problems.collect(() -> images(trainFiles), null) : test;
        problems.throwIfAny();
        ImageDataset read = labelled(dataset, train, trained ? trainFiles : testFiles, test, testFiles, options);
        if (trained) {
            return read;
        }
        options.notes().accept(folder + " has no training images; the test images are read");
        return new ImageDataset(dataset, read.classes(), test.subset(new int[0]), read.test());
    }

    private static ImageDataset labelled(
            String dataset, ImageSet train, Pair trainFiles, ImageSet test, Pair testFiles, ReadOptions options) {
        int first = Arrays.stream(train.labels()).min().orElseThrow() == 1 ? 1 : 0;
        int last = Arrays.stream(train.labels()).max().orElseThrow();
        List<String> names =
                IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
        if (names.size() < 2) {
            throw new DatasetException(
                    Code.EMPTY_CLASS,
                    trainFiles.labels() + ": all labels are " + first + "; at least two classes are required");
        }
        LabelValidation.requireLabels(first, last, test, testFiles.labels().toString());
        ImageSet shiftedTrain = shifted(train, first);
        LabelValidation.requireEveryClass(
                names, first, shiftedTrain, trainFiles.labels().toString());
        if (train.height() != test.height() || train.width() != test.width()) {
            throw DatasetException.in(
                    testFiles.images(),
                    Code.WRONG_SIZE,
                    "has images of " + test.height() + "x" + test.width() + "; the training images are "
                            + train.height() + "x" + train.width());
        }
        if (first > 0) {
            options.notes().accept("labels begin at 1; the classes are " + first + " to " + last);
        }
        return new ImageDataset(dataset, names, shiftedTrain, shifted(test, first));
    }

    private static ImageSet shifted(ImageSet set, int first) {
        int[] labels = Arrays.stream(set.labels()).map(label -> label - first).toArray();
        return first == 0 ? set : new ImageSet(1, set.height(), set.width(), set.pixels(), labels);
    }

    private static ImageSet images(Pair files) throws IOException {
        try (InputStream images = open(files.images());
                InputStream labels = open(files.labels())) {
            return IdxReader.read(source(files.images(), images), source(files.labels(), labels));
        }
    }

    private static IdxReader.Source source(Path file, InputStream content) throws IOException {
        long longest = Files.size(file) * (isCompressed(file) ? MAX_COMPRESSION : 1);
        return new IdxReader.Source(file.toString(), content, longest);
    }

    private static boolean hasTraining(Path folder) throws IOException {
        return FileNames.list(folder).stream()
                .anyMatch(file -> isFile(file, TRAIN, "images") || isFile(file, TRAIN, "labels"));
    }

    private static Pair pair(Path folder, String split, Problems problems) throws IOException {
        return new Pair(
                find(folder, split, "images", "-idx3-ubyte", problems),
                find(folder, split, "labels", "-idx1-ubyte", problems));
    }

    /** Returns the uncompressed file if there are both. */
    private static Path find(Path folder, String split, String kind, String suffix, Problems problems)
            throws IOException {
        List<Path> found = FileNames.list(folder).stream()
                .filter(file -> isFile(file, split, kind))
                .toList();
        List<Path> plain = found.stream()
                .filter(file -> !isCompressed(file)
                        || !found.contains(file.resolveSibling(
                                file.getFileName().toString().replaceFirst("\\.gz$", ""))))
                .toList();
        Path usual = folder.resolve(split + "-" + kind + suffix);
        if (plain.isEmpty()) {
            problems.add(
                    usual, Code.MISSING_FILE, "is missing, as is " + usual.getFileName() + ".gz; add one of the two");
        } else if (plain.size() > 1) {
            problems.add(
                    plain.get(0),
                    Code.UNEXPECTED_FILE,
                    "and " + plain.get(1).getFileName() + " both have the name of the " + kind + " of " + split
                            + "; keep one of them");
        }
        return plain.isEmpty() ? usual : plain.get(0);
    }

    private static boolean isFile(Path file, String split, String kind) {
        String splits = split.equals(TRAIN) ? "(train|training)" : "(t10k|test|testing|val|valid|validation)";
        return Pattern.matches(
                        "([^.].*[-_.])?" + splits + "[-_.]" + kind + "([-_.]idx[13])?([-_.]?ubyte)?(\\.gz)?",
                        FileNames.lowerCase(file))
                && Files.isRegularFile(file);
    }

    private static boolean isCompressed(Path file) {
        return FileNames.lowerCase(file).endsWith(".gz");
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        if (!isCompressed(file)) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw);
        } catch (ZipException e) {
            raw.close();
            throw IdxReader.damagedGzip(file, e);
        } catch (EOFException e) {
            raw.close();
            throw DatasetException.in(file, Code.TRUNCATED, "is truncated within its gzip header", e);
        }
    }
}
