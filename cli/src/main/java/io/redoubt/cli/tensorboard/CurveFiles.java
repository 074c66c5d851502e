package io.redoubt.cli.tensorboard;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes an event file for each job that has finished an epoch. Epochs that an attempt repeats are written once. */
final class CurveFiles implements AutoCloseable {

    private static final String IMAGES_PER_SECOND = "imagesPerSecond";
    private static final String LEARNING_RATE = "learningRate";

    private final Path runs;
    private final Map<String, EventFile> files = new HashMap<>();
    private final Map<String, Integer> lastEpochs = new HashMap<>();
    private final Map<String, Progress> training = new HashMap<>();

    /** @param runs the folder of all runs */
    CurveFiles(Path runs) {
        this.runs = runs;
    }

    /** The names of the jobs that have a file. */
    Set<String> jobs() {
        return new HashSet<>(files.keySet());
    }

    /** Receives an event of a job. */
    void accept(String job, JobEvent event) {
        event.progress().ifPresent(progress -> {
            if (event.type() == EventType.EPOCH) {
                write(job, event.time(), progress);
            } else if (progress.ofTraining()) {
                training.put(job, progress);
            }
        });
    }

    private void write(String job, Instant time, Progress ended) {
        if (ended.epoch() <= lastEpochs.getOrDefault(job, 0)) {
            return;
        }
        Map<String, Double> values = new TreeMap<>(ended.metrics());
        Optional.ofNullable(training.get(job))
                .filter(progress -> progress.epoch() == ended.epoch())
                .ifPresent(progress -> {
                    values.put(IMAGES_PER_SECOND, progress.imagesPerSecond());
                    Optional.ofNullable(progress.metrics().get(LEARNING_RATE))
                            .ifPresent(rate -> values.put(LEARNING_RATE, rate));
                });
        try {
            EventFile file = files.get(job);
            if (file == null) {
                file = new EventFile(runs, job);
                files.put(job, file);
            }
            file.add(time, ended.epoch(), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lastEpochs.put(job, ended.epoch());
    }

    @Override
    public void close() throws IOException {
        for (EventFile file : files.values()) {
            file.close();
        }
    }
}
