package io.redoubt.data.format;

import io.redoubt.api.Plural;
import io.redoubt.data.DatasetException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the images of a split: in a folder for each class, or with a file of annotations. Not thread-safe. */
final class ImageSplitReader {
    static final String ANNOTATIONS = "_annotations.txt";
    private static final int MAX_DEPTH = 16;

    private final Path folder;
    private final Problems problems;
    private final List<Path> passedOver = new ArrayList<>();

    /** The folders of the current split, by their paths without links. */
    private final Map<Path, Path> visited = new HashMap<>();

    private int subfolders;

    /** @param folder of the data set, for messages */
    ImageSplitReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Returns the files and folders that are no images of the splits read so far. */
    List<Path> passedOver() {
        return List.copyOf(passedOver);
    }

    /** Returns the number of folders below class folders that were read so far. */
    int subfolders() {
        return subfolders;
    }

    /** Returns the path of a file relative to the folder of the data set. */
    String name(Path file) {
        return file.equals(folder) ? folder.toString() : folder.relativize(file).toString();
    }

    /** Returns the file with the classes of the images of a split, as in Tiny ImageNet. */
    static Optional<Path> annotations(Path split) throws IOException {
        return FileNames.list(split).stream()
                .filter(file -> FileNames.lowerCase(file).endsWith(ANNOTATIONS) && Files.isRegularFile(file))
                .findFirst();
    }

    /** Reads the images of a split and their classes, and adds what is wrong to the problems. */
    ImageSplit read(Path split) throws IOException {
        visited.clear();
        visited.put(split.toRealPath(), split);
        Optional<Path> annotations = annotations(split);
        if (annotations.isPresent()) {
            return new ImageSplit(split, annotated(split, annotations.get()));
        }
        SortedMap<String, List<Path>> files = new TreeMap<>();
        for (Path child : FileNames.list(split)) {
            if (FileNames.isPassedOver(child)) {
                passedOver.add(child);
            } else if (!Files.isDirectory(child)) {
                problems.add(child, Code.UNEXPECTED_FILE, "is unexpected; expected a folder named after a class");
            } else if (isFirstVisit(child)) {
                List<Path> images = images(child);
                if (images.isEmpty()) {
                    problems.add(child, Code.EMPTY_CLASS, "has no images; every class needs at least one");
                }
                if (files.put(nameOf(child), images) != null) {
                    problems.add(
                            child,
                            Code.UNEXPECTED_FILE,
                            "has the name of another class in composed Unicode (NFC); merge the two folders");
                }
            }
        }
        return new ImageSplit(split, files);
    }

    private String nameOf(Path file) {
        return FileNames.composed(file).orElseGet(() -> {
            problems.add(file, Code.UNEXPECTED_FILE, "has a name that is not UTF-8; rename it");
            return file.getFileName().toString();
        });
    }

    private List<Path> images(Path classFolder) throws IOException {
        List<Path> images = new ArrayList<>();
        collect(classFolder, 0, images);
        return images;
    }

    private void collect(Path parent, int depth, List<Path> images) throws IOException {
        for (Path child : FileNames.list(parent)) {
            if (FileNames.isPassedOver(child)) {
                passedOver.add(child);
            } else if (FileNames.isImage(child)) {
                images.add(child);
            } else if (Files.isDirectory(child) && depth < MAX_DEPTH) {
                if (isFirstVisit(child)) {
                    subfolders++;
                    collect(child, depth + 1, images);
                }
            } else if (!Files.exists(child)) {
                problems.add(child, Code.MISSING_FILE, "is a symbolic link to a missing file; remove it");
            } else {
                problems.add(
                        child, Code.UNEXPECTED_FILE, "is unexpected; expected a file that ends in .png, .jpg or .jpeg");
            }
        }
    }

    /** Links can lead to a folder above or to one of another class, whose images would then be read again. */
    private boolean isFirstVisit(Path directory) throws IOException {
        Path other = visited.putIfAbsent(directory.toRealPath(), directory);
        if (other != null) {
            problems.add(directory, Code.UNEXPECTED_FILE, "is the same folder as " + name(other) + "; remove the link");
        }
        return other == null;
    }

    /** Reads a split as in Tiny ImageNet: lines of an image name, a tab, the class, and more that is ignored. */
    private SortedMap<String, List<Path>> annotated(Path split, Path annotations) throws IOException {
        Map<String, String> classByImage = ClassAnnotations.read(annotations, problems);
        List<Path> images = new ArrayList<>();
        for (Path child : FileNames.list(split)) {
            if (Files.isDirectory(child) && !FileNames.isPassedOver(child)) {
                if (isFirstVisit(child)) {
                    collect(child, 0, images);
                }
            } else if (FileNames.isImage(child)) {
                images.add(child);
            } else if (!child.equals(annotations)) {
                passedOver.add(child);
            }
        }
        SortedMap<String, List<Path>> files = new TreeMap<>();
        for (Path image : images) {
            String name = classByImage.remove(nameOf(image));
            if (name == null) {
                problems.add(image, Code.BAD_LABEL, "has no label in " + name(annotations));
            } else {
                files.computeIfAbsent(name, key -> new ArrayList<>()).add(image);
            }
        }
        if (!classByImage.isEmpty()) {
            problems.add(
                    annotations,
                    Code.MISSING_FILE,
                    "names " + Plural.of(classByImage.size(), "image that is", "images that are") + " missing, such as "
                            + classByImage.keySet().stream()
                                    .sorted()
                                    .findFirst()
                                    .orElseThrow());
        }
        return files;
    }
}
