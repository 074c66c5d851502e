package io.redoubt.core.data.format;

import io.redoubt.core.data.DatasetException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds the training and test images of a folder by name; no image is opened. */
final class ImageFolderLayout {
    private static final List<String> TRAIN = List.of("train", "training");
    private static final List<String> TEST = List.of("test", "testing", "val", "valid", "validation");
    private static final String ANNOTATIONS = "_annotations.txt";
    private static final int MAX_DEPTH = 16;
    private static final int NAMED = 10;
    private static final String CLASS_FOLDERS = "is missing; expected a folder with one folder per class";

    private final Path folder;
    private final Problems problems;
    private final Map<String, Path> folders = new HashMap<>();
    private final List<Path> passedOver = new ArrayList<>();

    /** The folders of the current split, by their paths without links. */
    private final Map<Path, Path> visited = new HashMap<>();

    private int subfolders;
    private List<Path> candidates = List.of();
    private Split train;
    private Split test;

    /**
     * The images of a split.
     *
     * @param files by class; classes and files are sorted by name
     */
    record Split(Path folder, SortedMap<String, List<Path>> files) {}

    private ImageFolderLayout(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Lists the files of a folder and adds what is wrong to {@code problems}. */
    static ImageFolderLayout of(Path folder, boolean trainRequired, Problems problems) throws IOException {
        ImageFolderLayout layout = new ImageFolderLayout(folder, problems);
        layout.findFolders();
        layout.read(trainRequired);
        layout.requireClasses();
        return layout;
    }

    /** Returns the training images; their folder is absent and they are empty when the folder has none. */
    Split train() {
        return train;
    }

    Split test() {
        return test;
    }

    List<String> classes() {
        return List.copyOf((train.files().isEmpty() ? test : train).files().keySet());
    }

    /** Reports what the reader chose and passed over. */
    void describe(Consumer<String> notes) {
        if (train.files().isEmpty()) {
            notes.accept(folder + " has no training images; " + name(test.folder()) + " is read as the test images");
        } else if (!FileNames.lowerCase(test.folder()).equals(TEST.get(0))) {
            notes.accept(name(test.folder()) + " is read as the test images");
        }
        if (subfolders > 0) {
            notes.accept("images in " + subfolders + " folders below class folders are read");
        }
        if (!passedOver.isEmpty()) {
            notes.accept("passed over " + passedOver.size() + " files and folders that are not part of the data set: "
                    + String.join(
                            ", ",
                            passedOver.stream().limit(NAMED).map(this::name).toList())
                    + (passedOver.size() > NAMED ? ", ..." : ""));
        }
    }

    private void findFolders() throws IOException {
        for (Path child : FileNames.list(folder)) {
            String name = FileNames.lowerCase(child);
            boolean split = Files.isDirectory(child) && (TRAIN.contains(name) || TEST.contains(name));
            Path other = split ? folders.putIfAbsent(name, child) : null;
            if (other != null) {
                problems.add(child, Code.UNEXPECTED_FILE, "has the same name as " + name(other) + "; keep one of them");
            }
        }
    }

    private void read(boolean trainRequired) throws IOException {
        Optional<Path> trainFolder =
                TRAIN.stream().filter(folders::containsKey).findFirst().map(folders::get);
        train = trainFolder.isPresent() ? split(trainFolder.get()) : new Split(folder, new TreeMap<>());
        candidates =
                TEST.stream().filter(folders::containsKey).map(folders::get).toList();
        if (trainRequired && trainFolder.isEmpty()) {
            problems.add(folder.resolve(TRAIN.get(0)), Code.MISSING_FILE, CLASS_FOLDERS);
        }
        if (!candidates.isEmpty()) {
            test = split(chosen());
        } else if (!trainRequired && trainFolder.isEmpty()) {
            test = split(folder);
            return;
        } else {
            problems.add(
                    folder.resolve(TEST.get(0)),
                    Code.MISSING_FILE,
                    CLASS_FOLDERS + "; val and validation are read too");
            test = new Split(folder, new TreeMap<>());
        }
        for (Path child : FileNames.list(folder)) {
            if (!child.equals(train.folder()) && !child.equals(test.folder())) {
                passedOver.add(child);
            }
        }
    }

    /** Returns the first folder with labels: the test folder of a challenge often has none. */
    private Path chosen() throws IOException {
        for (Path candidate : candidates) {
            if (annotations(candidate).isPresent()) {
                return candidate;
            }
            Set<String> names = new HashSet<>();
            for (Path child : FileNames.list(candidate)) {
                if (Files.isDirectory(child) && !FileNames.isPassedOver(child)) {
                    names.add(FileNames.composed(child).orElse(""));
                }
            }
            boolean labelled =
                    train.files().isEmpty() ? names.size() > 1 : names.stream().anyMatch(train.files()::containsKey);
            if (labelled) {
                return candidate;
            }
        }
        return candidates.get(0);
    }

    private static Optional<Path> annotations(Path split) throws IOException {
        return FileNames.list(split).stream()
                .filter(file -> FileNames.lowerCase(file).endsWith(ANNOTATIONS) && Files.isRegularFile(file))
                .findFirst();
    }

    private Split split(Path split) throws IOException {
        visited.clear();
        visited.put(split.toRealPath(), split);
        Optional<Path> annotations = annotations(split);
        if (annotations.isPresent()) {
            return new Split(split, annotated(split, annotations.get()));
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
        return new Split(split, files);
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
                    "names " + classByImage.size() + " images that are missing, such as "
                            + classByImage.keySet().stream()
                                    .sorted()
                                    .findFirst()
                                    .orElseThrow());
        }
        return files;
    }

    private void requireClasses() {
        Set<String> expected = (train.files().isEmpty() ? test : train).files().keySet();
        if (expected.size() < 2 && problems.isEmpty()) {
            problems.add(
                    folder,
                    Code.EMPTY_CLASS,
                    "has the classes " + expected + "; expected a folder for each class, at least two");
        }
        Set<String> tested = test.files().keySet();
        if (train.files().isEmpty() || tested.isEmpty() || expected.equals(tested)) {
            return;
        }
        if (tested.stream().noneMatch(expected::contains)) {
            candidates.forEach(candidate -> problems.add(
                    candidate,
                    Code.MISSING_FILE,
                    "has no labels: none of its folders is one of the classes " + brief(expected)
                            + "; expected one folder per class, or val" + ANNOTATIONS + " as in Tiny ImageNet"));
            return;
        }
        problems.add(
                folder,
                Code.MISSING_FILE,
                name(train.folder()) + " has the classes " + brief(expected) + " and " + name(test.folder()) + " "
                        + brief(tested) + "; expected the same folders in both, at least two");
    }

    private static String brief(Set<String> names) {
        return names.size() <= NAMED
                ? names.toString()
                : names.stream().limit(NAMED).toList() + " and " + (names.size() - NAMED) + " more";
    }

    private String name(Path file) {
        return file.equals(folder) ? folder.toString() : folder.relativize(file).toString();
    }
}
