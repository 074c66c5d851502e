package io.redoubt.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sections of {@code docs/evaluation.md}. */
public final class EvaluationGuide {

    private EvaluationGuide() {}

    /** The rows of the table of a section, without its header. */
    public static List<String> rows(String heading) {
        return section(heading)
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    /** The text of a section, from its heading on. */
    public static String section(String heading) {
        String guide = text();
        int start = guide.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = guide.indexOf("\n## ", start);
        return guide.substring(start, end < 0 ? guide.length() : end);
    }

    private static String text() {
        try {
            return Files.readString(Path.of("../docs/evaluation.md"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
