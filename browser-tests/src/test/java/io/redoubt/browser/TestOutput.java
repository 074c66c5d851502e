package io.redoubt.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders in the build folder of the tests. */
final class TestOutput {

    private static final Path ROOT = Path.of(System.getProperty("redoubt.output"));

    private TestOutput() {}

    static Path folder(String name) {
        return ROOT.resolve(name);
    }

    /** Creates a folder, or removes what an earlier run has left in it. */
    static Path emptyFolder(String name) {
        Path folder = folder(name);
        try {
            if (Files.exists(folder)) {
                for (Path old : all(folder)) {
                    Files.delete(old);
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }

    /** What is in a folder comes before the folder. */
    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        }
    }

    static void write(String name, byte[] content) {
        try {
            Path file = folder(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(folder(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
