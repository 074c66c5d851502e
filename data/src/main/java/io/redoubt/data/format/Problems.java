package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.file.FileType;
import io.redoubt.data.file.ReadErrors;
import io.redoubt.data.image.InvalidImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with the files of a folder, so that one run reports all of it. Not thread-safe. */
final class Problems {
    private static final int NAMES_PER_PROBLEM = 20;
    private static final int MAX_LENGTH = 850;

    private final Path folder;
    private final Map<String, List<Path>> filesByProblem = new LinkedHashMap<>();
    private Code first;
    private int count;

    /** @throws DatasetException when the folder is not a directory */
    Problems(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw DatasetException.in(folder, Code.MISSING_FILE, "is not a directory");
        }
        this.folder = folder;
    }

    /** Reads a part of a data set or a file. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /** Adds a problem; {@code problem} follows the name of the file. */
    void add(Path file, Code code, String problem) {
        first = first == null ? code : first;
        count++;
        filesByProblem.computeIfAbsent(problem, text -> new ArrayList<>()).add(file);
    }

    /** Adds a file that cannot be read, or is not an image. */
    void add(Path file, IOException e) {
        add(file, Code.BAD_IMAGE, describe(file, e));
    }

    /** Says what is wrong with an image file, to follow its name. */
    static String describe(Path file, IOException e) {
        if (!(e instanceof InvalidImageException)) {
            return "cannot be read: " + ReadErrors.reason(e);
        }
        try {
            FileType type = FileType.of(file);
            return type.isPlaceholder() ? type.problem() : e.getMessage();
        } catch (IOException unreadable) {
            return describe(file, unreadable);
        }
    }

    /** Adds a problem whose message names the file. */
    void add(DatasetException e) {
        add(null, e.code(), e.getMessage());
    }

    /** Returns what is read, or adds the problem and returns {@code otherwise}. */
    <T> T collect(Reading<T> reading, T otherwise) throws IOException {
        try {
            return reading.read();
        } catch (DatasetException e) {
            add(e);
            return otherwise;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** @throws DatasetException naming all problems, if there are any */
    void throwIfAny() {
        if (count == 1) {
            filesByProblem.forEach((problem, files) -> {
                Path file = files.get(0);
                throw file == null ? new DatasetException(first, problem) : DatasetException.in(file, first, problem);
            });
        }
        if (count > 1) {
            throw DatasetException.in(folder, first, count + " problems: " + list());
        }
    }

    /** Each problem with its files, as far as a message has room. */
    private String list() {
        StringBuilder list = new StringBuilder();
        int named = 0;
        for (Map.Entry<String, List<Path>> problem : filesByProblem.entrySet()) {
            if (list.length() > MAX_LENGTH) {
                break;
            }
            list.append(list.length() == 0 ? "" : "; ");
            if (problem.getValue().get(0) != null) {
                appendNames(list, problem.getValue());
            }
            list.append(problem.getKey());
            named += problem.getValue().size();
        }
        return named < count ? list + "; and " + (count - named) + " more" : list.toString();
    }

    private void appendNames(StringBuilder list, List<Path> files) {
        int shown = 0;
        while (shown < files.size() && shown < NAMES_PER_PROBLEM && (shown == 0 || list.length() < MAX_LENGTH)) {
            list.append(shown == 0 ? "" : ", ").append(name(files.get(shown)));
            shown++;
        }
        list.append(shown < files.size() ? " and " + (files.size() - shown) + " more: " : ": ");
    }

    private Path name(Path file) {
        return file.startsWith(folder) && !file.equals(folder) ? folder.relativize(file) : file;
    }
}
