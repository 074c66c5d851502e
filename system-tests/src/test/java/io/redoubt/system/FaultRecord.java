package io.redoubt.system;

import io.redoubt.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** Keeps it as {@code target/reliability/<fault>.json}. */
    void write() {
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(fault.replaceAll("[^A-Za-z0-9-]+", "-") + ".json"), Json.pretty(this));
        } catch (IOException e) {
            throw new UncheckedIOException("the figures of " + fault + " cannot be kept", e);
        }
    }
}
