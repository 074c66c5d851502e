package io.redoubt.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of one fault; a line of docs/reliability.md.
 *
 * @param fault what was done
 * @param injected how often
 * @param started how many times a job was begun in the whole experiment
 * @param lost jobs of the plan that have not succeeded at the end
 * @param doubled jobs that have more than one result
 * @param equal whether report and files were those of the undisturbed run
 */
record FaultRecord(String fault, int injected, long started, long lost, long doubled, boolean equal) {

    private static final Path FOLDER = Path.of("target/reliability");

    /** Keeps it as {@code target/reliability/<fault>.json}, and all that are kept as {@code table.md}. */
    void write() {
        try {
            Files.createDirectories(FOLDER);
            write(fault.replaceAll("[^A-Za-z0-9-]+", "-") + ".json", Json.pretty(this));
            write("table.md", String.join("\n", table()).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the figures of " + fault + " cannot be kept", e);
        }
    }

    /** Replaces the file at once: another test process may be reading it. */
    private static void write(String name, byte[] content) throws IOException {
        Path temporary = Files.createTempFile(FOLDER, name, ".tmp");
        Files.write(temporary, content);
        Files.move(temporary, FOLDER.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> table() throws IOException {
        List<String> lines = new ArrayList<>(
                List.of("| fault | times injected | lost | doubled | result equal |", "|---|---|---|---|---|"));
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                lines.add(Json.read(Files.readAllBytes(file), FaultRecord.class).row());
            }
        }
        return lines;
    }

    private String row() {
        return "| %s | %d | %d | %d | %s |".formatted(fault, injected, lost, doubled, equal ? "yes" : "no");
    }
}
