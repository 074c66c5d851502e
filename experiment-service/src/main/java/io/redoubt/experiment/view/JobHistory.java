package io.redoubt.experiment.view;

import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the events of one job say.
 *
 * @param queued when the job was queued last
 * @param attempts the latest attempts, at most {@value #MAX_ATTEMPTS}, in the order of their start
 * @param epochs the finished epochs, in order; those of a later attempt replace those of an earlier one
 * @param training the last progress of training; empty if the job does not train
 * @param metrics metrics of the result, as in {@link ResultManifest}; empty until the job has succeeded
 */
public record JobHistory(
        Optional<Instant> queued,
        List<AttemptSummary> attempts,
        List<EpochPoint> epochs,
        Optional<Progress> training,
        Map<String, Double> metrics) {

    private static final int MAX_ATTEMPTS = 50;
    private static final int MAX_EPOCHS = 10_000;

    /** The history of a job without events. */
    public static final JobHistory EMPTY =
            new JobHistory(Optional.empty(), List.of(), List.of(), Optional.empty(), Map.of());

    public JobHistory {
        attempts = List.copyOf(attempts);
        epochs = List.copyOf(epochs);
        metrics = Map.copyOf(metrics);
    }

    /** Returns the history after another event of the same job. */
    JobHistory after(JobEvent event) {
        return switch (event.type()) {
            case QUEUED -> new JobHistory(Optional.of(event.time()), attempts, epochs, training, metrics);
            case STARTED -> new JobHistory(queued, started(event), epochs, training, metrics);
            case EPOCH -> new JobHistory(queued, updated(event), withEpoch(event), training, metrics);
            case SUCCEEDED -> new JobHistory(queued, updated(event), epochs, training, metrics(event));
            default -> new JobHistory(queued, updated(event), epochs, training(event), metrics);
        };
    }

    private Map<String, Double> metrics(JobEvent event) {
        return event.result().map(ResultManifest::metrics).orElse(metrics);
    }

    private Optional<Progress> training(JobEvent event) {
        return event.progress().filter(Progress::ofTraining).or(() -> training);
    }

    private List<AttemptSummary> started(JobEvent event) {
        List<AttemptSummary> all = new ArrayList<>();
        attempts.forEach(attempt -> all.add(attempt.isRunning() ? attempt.lost() : attempt));
        all.add(AttemptSummary.started(event));
        return all.subList(Math.max(0, all.size() - MAX_ATTEMPTS), all.size());
    }

    /** An event of a worker without a running attempt is the start of one, because a {@code started} event may be lost. */
    private List<AttemptSummary> updated(JobEvent event) {
        int last = attempts.size() - 1;
        boolean known = last >= 0
                && attempts.get(last).isRunning()
                && attempts.get(last).worker().equals(event.worker());
        List<AttemptSummary> all = new ArrayList<>(known ? attempts : started(event));
        all.set(all.size() - 1, all.get(all.size() - 1).after(event));
        return all;
    }

    private List<EpochPoint> withEpoch(JobEvent event) {
        Optional<Progress> progress = event.progress().filter(ended -> ended.epoch() > 0);
        if (progress.isEmpty() || epochs.size() >= MAX_EPOCHS) {
            return epochs;
        }
        TreeMap<Integer, EpochPoint> all = new TreeMap<>();
        epochs.forEach(point -> all.put(point.epoch(), point));
        all.put(
                progress.get().epoch(),
                new EpochPoint(
                        progress.get().epoch(),
                        event.time(),
                        training.filter(train -> train.epoch() == progress.get().epoch())
                                .map(Progress::imagesPerSecond),
                        progress.get().metrics()));
        return new ArrayList<>(all.values());
    }

    /** Returns the attempt that started last. */
    public Optional<AttemptSummary> latest() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** Returns the progress of the running attempt. */
    public Optional<Progress> progress() {
        return latest().filter(AttemptSummary::isRunning).flatMap(AttemptSummary::progress);
    }
}
