package io.redoubt.data.format;

import io.redoubt.api.IndexRange;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.image.ImageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Folders of PNG or JPEG files, {@code train/<class>/...} and {@code test/<class>/...}, in any case, with the usual
 * other names of the test folder, and as in Tiny ImageNet. Classes and files are sorted by name; files of operating
 * systems are passed over. All images must have the same size. The data set has one channel when every image is grey,
 * otherwise three. Only headers are read at first, and all problems are reported together.
 */
final class ImageFolderFormat implements DatasetFormat {

    /** The images of one split and their labels. */
    private record Split(Path folder, List<ImageFile> images, List<Integer> labels) {}

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public List<String> layout() {
        return List.of(
                "train/<class>/ and test/<class>/ with .png, .jpg or .jpeg files of",
                "one size; val, valid and validation are read as test; or",
                "val/val_annotations.txt as in Tiny ImageNet");
    }

    @Override
    public ImageDataset open(String dataset, Path folder, ReadOptions options) throws IOException {
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
        layout.describe(options.notes());
        note(all, image -> image.channels() < channels, "grey images are repeated in three channels", options);
        note(all, image -> image.bits() > Byte.SIZE, "images of 16 bits are reduced to 8", options);
        note(all, image -> !image.upright(), "images are read as stored, without their EXIF orientation", options);
        ImageShape shape =
                new ImageShape(channels, all.get(0).height(), all.get(0).width());
        int[] labels = Stream.concat(train.labels().stream(), test.labels().stream())
                .mapToInt(Integer::intValue)
                .toArray();
        ImageSet images = new ImageSet(shape, new ImageFiles(folder, shape, all), labels);
        int trained = train.images().size();
        return new ImageDataset(
                dataset,
                layout.classes(),
                images.subset(new IndexRange(0, trained)),
                images.subset(new IndexRange(trained, all.size())));
    }

    /** Reports how many images are converted, if any. */
    private static void note(
            List<ImageFile> images, Predicate<ImageFile> condition, String conversion, ReadOptions options) {
        long count = images.stream().filter(condition).count();
        if (count > 0) {
            options.notes().accept(conversion + ": " + count + " of " + images.size());
        }
    }

    private static Split open(ImageSplit split, Problems problems) {
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

    private static void decode(ImageFile image, Problems problems) {
        try {
            image.pixels();
        } catch (IOException e) {
            problems.add(image.path(), e);
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
}
