package io.redoubt.cli.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.Digests;
import io.redoubt.api.Json;
import io.redoubt.api.Plural;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.AttackState;
import io.redoubt.core.evaluate.AttackCheckpoints;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageShape;
import io.redoubt.data.file.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores the progress of attacks next to their examples, in the files {@code EXAMPLES.KEY.partial} and {@code
 * EXAMPLES.KEY.finished}. The key is a digest of everything that the examples depend on, so that neither is used for other
 * inputs.
 */
public final class AttackCheckpointFiles implements AttackCheckpoints {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int KEY_DIGITS = 12;
    private static final int UNKNOWN = -1;
    private static final String PARTIAL = ".partial";
    private static final String FINISHED = ".finished";

    private final String key;
    private final ImageShape shape;
    private final BooleanSupplier stopping;
    private final Consumer<String> notes;

    /** The files of this run, with the number of searches in the state that this run wrote; {@link #UNKNOWN} otherwise. */
    private final Map<Path, Integer> files = new TreeMap<>();

    private long written = System.nanoTime();

    /**
     * @param model the attacked model
     * @param dataset the attacked images
     * @param settings all other settings on which the examples depend, except those in the name of their file
     * @param stopping whether the process has been asked to stop
     * @param notes receives a sentence about what is resumed, or why it cannot be
     */
    public AttackCheckpointFiles(
            ModelSource model,
            ImageDataset dataset,
            List<?> settings,
            BooleanSupplier stopping,
            Consumer<String> notes) {
        String inputs = Stream.concat(
                        Stream.of(model.identity(), DatasetFile.sha256(dataset.loaded())), settings.stream())
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        this.key = Json.sha256(inputs.getBytes(UTF_8)).substring(0, KEY_DIGITS);
        this.shape = dataset.test().shape();
        this.stopping = stopping;
        this.notes = notes;
    }

    @Override
    public Optional<List<AttackFigures>> finished(Path examples) throws IOException {
        Path file = file(examples, FINISHED);
        if (!Files.exists(file) || !Files.exists(examples)) {
            return Optional.empty();
        }
        files.put(file, UNKNOWN);
        try {
            FinishedAttack finished = Json.read(Files.readAllBytes(file), FinishedAttack.class);
            if (finished.sha256().equals(Digests.sha256(examples))) {
                notes.accept(examples + " is finished");
                return Optional.of(finished.figures());
            }
            notes.accept(examples + " has changed since it was finished; attacking again");
        } catch (UnreadableMessageException e) {
            notes.accept(file + " cannot be read (" + e.getMessage() + "); attacking again");
        }
        return Optional.empty();
    }

    @Override
    public void finish(Path examples, List<AttackFigures> figures) throws IOException {
        Path file = file(examples, FINISHED);
        FinishedAttack finished = new FinishedAttack(Digests.sha256(examples), figures);
        OutputFile.write(file, out -> out.write(Json.canonical(finished)));
        files.put(file, UNKNOWN);
        Path partial = file(examples, PARTIAL);
        Files.deleteIfExists(partial);
        files.remove(partial);
    }

    /**
     * An attack whose examples are written.
     *
     * @param sha256 digest of the examples file
     * @param figures the clean pass and each attack of the suite
     */
    record FinishedAttack(String sha256, List<AttackFigures> figures) {}

    @Override
    public Optional<AttackState> latest(Path examples) {
        Path file = file(examples, PARTIAL);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        files.put(file, UNKNOWN);
        try {
            AttackState state = AttackState.read(file, shape);
            notes.accept("resuming after " + Plural.of(state.searches(), "finished search", "finished searches")
                    + ", from " + file);
            return Optional.of(state);
        } catch (IOException | IllegalArgumentException e) {
            notes.accept(file + " cannot be read (" + e.getMessage() + "); starting from the first image");
            return Optional.empty();
        }
    }

    /** Writes a new state at most every 30 s, and when the process is asked to stop. */
    @Override
    public void save(Path examples, AttackState state) {
        Path file = file(examples, PARTIAL);
        boolean isNew = files.getOrDefault(file, UNKNOWN) != state.searches();
        if (isNew && (stopping.getAsBoolean() || System.nanoTime() - written >= INTERVAL.toNanos())) {
            try {
                state.write(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.put(file, state.searches());
            written = System.nanoTime();
        }
    }

    private Path file(Path examples, String state) {
        return examples.resolveSibling(examples.getFileName() + "." + key + state);
    }

    /** Returns what is kept and how to continue, for the message of an interrupted command. */
    public String kept() {
        String kept = files.isEmpty()
                ? "no block of images was finished yet"
                : "what is finished is kept in "
                        + files.keySet().stream().map(Path::toString).collect(Collectors.joining(", "));
        return kept + "; run the same command again to continue";
    }

    /** Deletes the files, once all examples are complete. */
    public void delete() throws IOException {
        for (Path file : files.keySet()) {
            Files.deleteIfExists(file);
        }
    }
}
