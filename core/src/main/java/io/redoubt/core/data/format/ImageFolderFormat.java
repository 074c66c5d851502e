package io.redoubt.core.data.format;

import io.redoubt.core.data.DatasetException;
import io.redoubt.core.data.DatasetException.Code;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Folders of PNG or JPEG files, {@code train/<class>/...} and {@code test/<class>/...}. Classes and files are sorted by
 * name; hidden files are ignored. All images must have the same size. The data set has one channel when every image is
 * grey, otherwise three.
 */
final class ImageFolderFormat implements DatasetFormat {

    /** The images of one split and their labels. */
    private record Split(List<DecodedImage> images, List<Integer> labels) {}

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public ImageDataset read(String dataset, Path folder) throws IOException {
        List<String> classes = classes(folder.resolve("train"));
        List<String> testClasses = classes(folder.resolve("test"));
        if (classes.size() < 2 || !classes.equals(testClasses)) {
            throw DatasetException.in(
                    folder,
                    classes.size() < 2 ? Code.EMPTY_CLASS : Code.MISSING_FILE,
                    "train has the classes " + classes + " and test " + testClasses
                            + "; expected the same folders in both, at least two");
        }
        Split train = split(folder.resolve("train"), classes);
        Split test = split(folder.resolve("test"), classes);
        List<DecodedImage> all =
                Stream.concat(train.images().stream(), test.images().stream()).toList();
        requireOneSize(all);
        int channels = all.stream().mapToInt(DecodedImage::channels).max().orElseThrow();
        return new ImageDataset(dataset, classes, imageSet(train, channels), imageSet(test, channels));
    }

    private static List<String> classes(Path split) throws IOException {
        if (!Files.isDirectory(split)) {
            throw DatasetException.in(
                    split, Code.MISSING_FILE, "is missing; expected a folder with one folder per class");
        }
        return children(split, Files::isDirectory, "a folder named after a class").stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    private static Split split(Path folder, List<String> classes) throws IOException {
        List<DecodedImage> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            Path classFolder = folder.resolve(classes.get(label));
            List<Path> files =
                    children(classFolder, ImageFolderFormat::isImage, "a file that ends in .png, .jpg or .jpeg");
            if (files.isEmpty()) {
                throw DatasetException.in(
                        classFolder, Code.EMPTY_CLASS, "has no images; every class needs at least one");
            }
            for (Path file : files) {
                images.add(DecodedImage.read(file));
                labels.add(label);
            }
        }
        return new Split(images, labels);
    }

    private static List<Path> children(Path folder, Predicate<Path> expectedKind, String expected) throws IOException {
        List<Path> children;
        try (Stream<Path> list = Files.list(folder)) {
            children = list.filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted((a, b) ->
                            a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .toList();
        }
        for (Path child : children) {
            if (!expectedKind.test(child)) {
                throw DatasetException.in(child, Code.UNEXPECTED_FILE, "is unexpected; expected " + expected);
            }
        }
        return children;
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"));
    }

    private static void requireOneSize(List<DecodedImage> images) {
        DecodedImage first = images.get(0);
        for (DecodedImage image : images) {
            if (image.height() != first.height() || image.width() != first.width()) {
                throw DatasetException.in(
                        image.file(),
                        Code.WRONG_SIZE,
                        "is " + image.height() + "x" + image.width() + "; expected " + first.height() + "x"
                                + first.width() + " as " + first.file() + ": resize the images first");
            }
        }
    }

    private static ImageSet imageSet(Split split, int channels) {
        DecodedImage first = split.images().get(0);
        int imageBytes = channels * first.height() * first.width();
        byte[] pixels = new byte[Math.multiplyExact(split.images().size(), imageBytes)];
        for (int i = 0; i < split.images().size(); i++) {
            split.images().get(i).copyTo(pixels, i * imageBytes, channels);
        }
        int[] labels = split.labels().stream().mapToInt(Integer::intValue).toArray();
        try {
            return new ImageSet(channels, first.height(), first.width(), ByteBuffer.wrap(pixels), labels);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(Code.WRONG_SIZE, first.file() + ": " + e.getMessage(), e);
        }
    }
}
