package io.redoubt.core.data.format;

import io.redoubt.core.data.DatasetException;
import io.redoubt.core.data.DatasetException.Code;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.image.ImageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Folders of PNG or JPEG files, {@code train/<class>/...} and {@code test/<class>/...}, in any case, with the usual
 * other names of the test folder, and as in Tiny ImageNet. Classes and files are sorted by name; files of operating
 * systems are passed over. All images must have the same size. The data set has one channel when every image is grey,
 * otherwise three. Headers are read before pixels, and all problems are reported together.
 */
final class ImageFolderFormat implements DatasetFormat {

    /** The images of one split and their labels. */
    private record Split(Path folder, List<ImageFile> images, List<Integer> labels) {}

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public ImageDataset read(String dataset, Path folder, ReadOptions options) throws IOException {
        Problems problems = new Problems(folder);
        ImageFolderLayout layout = ImageFolderLayout.of(folder, options.trainRequired(), problems);
        Split train = open(layout.train(), problems);
        Split test = open(layout.test(), problems);
        List<ImageFile> all =
                Stream.concat(train.images().stream(), test.images().stream()).toList();
        requireOneSize(all, problems);
        if (!problems.isEmpty()) {
            all.forEach(image -> decode(image, problems));
            problems.throwIfAny();
        }
        int channels = all.stream().mapToInt(ImageFile::channels).max().orElseThrow();
        requireMemory(folder, all.get(0), channels, List.of(train, test));
        ImageSet trainImages = imageSet(train, all.get(0), channels, problems);
        ImageSet testImages = imageSet(test, all.get(0), channels, problems);
        problems.throwIfAny();
        layout.describe(options.notes());
        long grey = all.stream().filter(image -> image.channels() < channels).count();
        if (grey > 0) {
            options.notes()
                    .accept(grey + " of " + all.size() + " images are grey; they are repeated in three channels");
        }
        return new ImageDataset(dataset, layout.classes(), trainImages, testImages);
    }

    private static Split open(ImageFolderLayout.Split split, Problems problems) {
        List<ImageFile> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        int label = 0;
        for (List<Path> files : split.files().values()) {
            for (Path file : files) {
                ImageFile image = open(file, problems);
                if (image != null) {
                    images.add(image);
                    labels.add(label);
                }
            }
            label++;
        }
        return new Split(split.folder(), images, labels);
    }

    private static ImageFile open(Path file, Problems problems) {
        try {
            ImageFile image = ImageFile.open(file);
            if (image.height() <= ImageSet.MAX_DIMENSION && image.width() <= ImageSet.MAX_DIMENSION) {
                return image;
            }
            problems.add(
                    file,
                    Code.WRONG_SIZE,
                    "is " + image.height() + "x" + image.width() + "; at most " + ImageSet.MAX_DIMENSION + "x"
                            + ImageSet.MAX_DIMENSION + ": resize the images first");
        } catch (IOException e) {
            problems.add(file, e);
        }
        return null;
    }

    private static byte[] decode(ImageFile image, Problems problems) {
        try {
            return image.pixels();
        } catch (IOException e) {
            problems.add(image.path(), e);
            return new byte[0];
        }
    }

    /** The size of most images is expected, so that the exceptions are named. */
    private static void requireOneSize(List<ImageFile> images, Problems problems) {
        Map<List<Integer>, List<ImageFile>> bySize = new LinkedHashMap<>();
        for (ImageFile image : images) {
            bySize.computeIfAbsent(List.of(image.height(), image.width()), size -> new ArrayList<>())
                    .add(image);
        }
        int most = bySize.values().stream().mapToInt(List::size).max().orElse(0);
        ImageFile first = bySize.values().stream()
                .filter(same -> same.size() == most)
                .findFirst()
                .map(same -> same.get(0))
                .orElse(null);
        for (ImageFile image : images) {
            if (image.height() != first.height() || image.width() != first.width()) {
                problems.add(
                        image.path(),
                        Code.WRONG_SIZE,
                        "is " + image.height() + "x" + image.width() + "; expected " + first.height() + "x"
                                + first.width() + " as " + first.path() + ": resize the images first");
            }
        }
    }

    private static void requireMemory(Path folder, ImageFile first, int channels, List<Split> splits) {
        long imageBytes = (long) channels * first.height() * first.width();
        String size = " images of " + channels + "x" + first.height() + "x" + first.width();
        for (Split split : splits) {
            if (split.images().size() * imageBytes > Integer.MAX_VALUE) {
                throw DatasetException.in(
                        split.folder(),
                        Code.WRONG_SIZE,
                        "has " + split.images().size() + size + ", which exceeds 2 GiB; use fewer or smaller images");
            }
        }
        long images = splits.stream().mapToLong(split -> split.images().size()).sum();
        Runtime java = Runtime.getRuntime();
        long free = java.maxMemory() - (java.totalMemory() - java.freeMemory());
        if (images * imageBytes > free) {
            throw DatasetException.in(
                    folder,
                    Code.WRONG_SIZE,
                    images + size + " need " + (images * imageBytes >> 20) + " MiB of memory and " + (free >> 20)
                            + " MiB are free; raise the limit with JAVA_OPTS=-Xmx"
                            + (2 * images * imageBytes + java.maxMemory() >> 20) + "m");
        }
    }

    private static ImageSet imageSet(Split split, ImageFile first, int channels, Problems problems) {
        int plane = first.height() * first.width();
        int imageBytes = channels * plane;
        byte[] pixels = new byte[Math.multiplyExact(split.images().size(), imageBytes)];
        for (int i = 0; i < split.images().size(); i++) {
            byte[] image = decode(split.images().get(i), problems);
            for (int copied = 0; copied < imageBytes && image.length > 0; copied += image.length) {
                System.arraycopy(image, 0, pixels, i * imageBytes + copied, image.length);
            }
        }
        int[] labels = split.labels().stream().mapToInt(Integer::intValue).toArray();
        return new ImageSet(channels, first.height(), first.width(), ByteBuffer.wrap(pixels), labels);
    }
}
