package io.redoubt.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files that {@code svhn_files.py} has written: 20 training and 10 test images of 4x5 pixels. */
final class SvhnFiles {
    static final String TRAIN = "train_32x32.mat";
    static final String TEST = "test_32x32.mat";

    private SvhnFiles() {}

    static void copy(Path folder) throws IOException {
        for (String name : new String[] {TRAIN, TEST}) {
            try (InputStream in = Objects.requireNonNull(SvhnFiles.class.getResourceAsStream(name), name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }
}
