package io.redoubt.cli.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that {@code docs/troubleshooting.md} quotes are those of the code. */
class TroubleshootingGuideTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
    private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");
    private static final Pattern CONTINUED_STRING = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void everyQuotedMessageIsInTheCode() throws IOException {
        String code = code();

        List<String> quoted = quotedParts();

        assertThat(quoted).hasSizeGreaterThan(30).allSatisfy(part -> assertThat(code.contains(part))
                .as("code with the text '%s'", part)
                .isTrue());
    }

    /** The fixed parts of the messages in the first column of the tables. */
    private static List<String> quotedParts() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/troubleshooting.md")))
                .results()
                .flatMap(row -> MESSAGE.matcher(row.group(1)).results())
                .flatMap(message -> Stream.of(message.group(1).split("\\.\\.\\.")))
                .map(String::strip)
                .filter(part -> part.length() > 1)
                .toList();
    }

    /** All classes, with string constants of several lines joined. */
    private static String code() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            String sources = files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(TroubleshootingGuideTest::text)
                    .collect(Collectors.joining("\n"));
            return CONTINUED_STRING.matcher(sources).replaceAll("");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
