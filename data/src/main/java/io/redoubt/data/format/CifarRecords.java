package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageSet;
import io.redoubt.data.memory.ScratchBuffer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The record format of the CIFAR binary files: label bytes followed by 3x32x32 uint8 values in RGB planes. The last
 * label byte is the class; in CIFAR-100 it is preceded by the superclass.
 *
 * @param labelLimits the exclusive upper bound of each label byte
 */
record CifarRecords(List<Integer> labelLimits) {
    private static final int CHANNELS = 3;
    private static final int SIDE = 32;
    private static final int PIXELS = CHANNELS * SIDE * SIDE;

    /** Reads the names of the classes, one per line. */
    static List<String> classes(Path file, int classes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw DatasetException.in(file, Code.MISSING_FILE, "is missing; copy it from the official binary version");
        }
        List<String> names = ClassAnnotations.lines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (names.stream().distinct().count() != classes || names.size() != classes) {
            throw DatasetException.in(
                    file,
                    Code.WRONG_SIZE,
                    "has " + names.size() + " lines, "
                            + names.stream().distinct().count() + " of them distinct; expected " + classes
                            + " distinct names, one per line");
        }
        return names;
    }

    /**
     * Reads files one after the other. Returns an empty set after a problem, and if the files are not required and none
     * exists.
     */
    ImageSet read(Path folder, List<String> files, boolean required, Problems problems) throws IOException {
        ImageSet empty = new ImageSet(CHANNELS, SIDE, SIDE, ByteBuffer.allocate(0), new int[0]);
        if (!required && files.stream().map(folder::resolve).noneMatch(Files::exists)) {
            return empty;
        }
        long records = 0;
        for (String file : files) {
            records += problems.collect(() -> count(folder.resolve(file), problems), 0L);
        }
        long all = records;
        return problems.isEmpty() ? problems.collect(() -> read(folder, files, all), empty) : empty;
    }

    private ImageSet read(Path folder, List<String> files, long records) throws IOException {
        if (records * PIXELS > Integer.MAX_VALUE) {
            throw DatasetException.in(
                    folder,
                    Code.WRONG_SIZE,
                    files + " have " + records + " images, which exceeds 2 GiB; use fewer images");
        }
        ByteBuffer pixels = ScratchBuffer.allocate((int) records * PIXELS);
        int[] labels = new int[(int) records];
        int next = 0;
        for (String file : files) {
            next = append(folder.resolve(file), next, pixels, labels);
        }
        return new ImageSet(CHANNELS, SIDE, SIDE, pixels.flip(), labels);
    }

    private long count(Path file, Problems problems) throws IOException {
        if (!Files.isRegularFile(file)) {
            String python = file.getFileName().toString().replace(".bin", "");
            problems.add(
                    file,
                    Code.MISSING_FILE,
                    "is missing; copy it from the official binary version"
                            + (Files.isRegularFile(file.resolveSibling(python))
                                    ? "; the pickles of the Python version are not read"
                                    : ""));
            return 0;
        }
        long size = Files.size(file);
        if (size == 0 || size % recordBytes() != 0) {
            throw DatasetException.in(
                    file,
                    Code.TRUNCATED,
                    "has " + size + " bytes and is truncated within record " + size / recordBytes()
                            + "; expected a positive multiple of " + recordBytes() + " (" + labelLimits.size()
                            + " label and " + PIXELS + " pixel bytes)");
        }
        return size / recordBytes();
    }

    private int append(Path file, int first, ByteBuffer pixels, int[] labels) throws IOException {
        byte[] bytes = new byte[recordBytes()];
        int next = first;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            while (pixels.hasRemaining() && in.readNBytes(bytes, 0, bytes.length) == bytes.length) {
                labels[next] = label(file, next - first, bytes);
                pixels.put(bytes, labelLimits.size(), PIXELS);
                next++;
            }
        }
        return next;
    }

    private int label(Path file, int record, byte[] bytes) {
        int label = 0;
        for (int i = 0; i < labelLimits.size(); i++) {
            label = bytes[i] & 0xff;
            if (label >= labelLimits.get(i)) {
                throw DatasetException.in(
                        file,
                        Code.BAD_LABEL,
                        "record " + record + " (offset " + ((long) record * recordBytes() + i) + ") has label " + label
                                + "; expected 0 to " + (labelLimits.get(i) - 1));
            }
        }
        return label;
    }

    private int recordBytes() {
        return labelLimits.size() + PIXELS;
    }
}
