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
 * The result of one fault; a row in docs/reliability.md.
 *
 * @param fault description of the fault
 * @param injected number of injections
 * @param started number of started jobs in the whole experiment
 * @param lost planned jobs that have not succeeded at the end
 * @param duplicated jobs with more than one result
 * @param equal whether report and files equal those of the undisturbed run
 */
record FaultRecord(String fault, int injected, long started, long lost, long duplicated, boolean equal) {

    private static final Path FOLDER = Path.of("target/reliability");

    /** Writes {@code target/reliability/<fault>.json} and updates {@code table.md} from all records. */
    void write() {
        try {
            Files.createDirectories(FOLDER);
            write(fault.replaceAll("[^A-Za-z0-9-]+", "-") + ".json", Json.pretty(this));
            write("table.md", String.join("\n", table()).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the record of " + fault, e);
        }
    }

    /** Replaces the file atomically, because another test process can be reading it. */
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
        return "| %s | %d | %d | %d | %s |".formatted(fault, injected, lost, duplicated, equal ? "yes" : "no");
    }
}
