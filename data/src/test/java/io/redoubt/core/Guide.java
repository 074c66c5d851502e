package io.redoubt.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The sections of a document in {@code docs}.
 *
 * @param file such as {@code evaluation.md}
 */
public record Guide(String file) {

    /** The rows of the first table of a section, without its header. */
    public List<String> rows(String heading) {
        return section(heading)
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    /** The text of a section, from its heading on. */
    public String section(String heading) {
        String guide = text();
        int start = guide.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = guide.indexOf("\n## ", start);
        return guide.substring(start, end < 0 ? guide.length() : end);
    }

    private String text() {
        try {
            return Files.readString(Path.of("../docs", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
