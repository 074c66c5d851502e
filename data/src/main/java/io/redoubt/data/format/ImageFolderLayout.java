package io.redoubt.data.format;

import io.redoubt.api.Plural;
import io.redoubt.data.DatasetException.Code;
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
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds the folders of the training and test images by name, and their images; no image is opened. */
final class ImageFolderLayout {
    private static final List<String> TRAIN = List.of("train", "training");
    private static final List<String> TEST = List.of("test", "testing", "val", "valid", "validation");
    private static final int NAMED = 10;
    private static final String CLASS_FOLDERS = "is missing; expected a folder with one folder per class";

    private final Path folder;
    private final Problems problems;
    private final ImageSplitReader reader;
    private final Map<String, Path> folders = new HashMap<>();
    private final List<Path> otherFiles = new ArrayList<>();
    private List<Path> candidates = List.of();
    private ImageSplit train;
    private ImageSplit test;

    private ImageFolderLayout(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
        this.reader = new ImageSplitReader(folder, problems);
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
    ImageSplit train() {
        return train;
    }

    ImageSplit test() {
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
        int subfolders = reader.subfolders();
        if (subfolders > 0) {
            notes.accept("images in " + Plural.of(subfolders, "folder") + " below class folders are read");
        }
        List<Path> passedOver =
                Stream.concat(reader.passedOver().stream(), otherFiles.stream()).toList();
        if (!passedOver.isEmpty()) {
            notes.accept("passed over "
                    + Plural.of(passedOver.size(), "file or folder that is", "files and folders that are")
                    + " not part of the data set: "
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
        train = trainFolder.isPresent() ? reader.read(trainFolder.get()) : new ImageSplit(folder, new TreeMap<>());
        candidates =
                TEST.stream().filter(folders::containsKey).map(folders::get).toList();
        if (trainRequired && trainFolder.isEmpty()) {
            problems.add(folder.resolve(TRAIN.get(0)), Code.MISSING_FILE, CLASS_FOLDERS);
        }
        if (!candidates.isEmpty()) {
            test = reader.read(chosen());
        } else if (!trainRequired && trainFolder.isEmpty()) {
            test = reader.read(folder);
            return;
        } else {
            problems.add(
                    folder.resolve(TEST.get(0)),
                    Code.MISSING_FILE,
                    CLASS_FOLDERS + "; val and validation are read too");
            test = new ImageSplit(folder, new TreeMap<>());
        }
        for (Path child : FileNames.list(folder)) {
            if (!child.equals(train.folder()) && !child.equals(test.folder())) {
                otherFiles.add(child);
            }
        }
    }

    /** Returns the first folder with labels: the test folder of a challenge often has none. */
    private Path chosen() throws IOException {
        for (Path candidate : candidates) {
            if (ImageSplitReader.annotations(candidate).isPresent()) {
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
                            + "; expected one folder per class, or val" + ImageSplitReader.ANNOTATIONS
                            + " as in Tiny ImageNet"));
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
        return reader.name(file);
    }
}
