package io.redoubt.experiment.mlflow;

import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.cache.BoundedMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Keeps a run for each job that trains or evaluates. Its tags are the ids of the experiment and of the job, by which it is
 * found again after a restart; epochs that it has already are not sent again.
 */
final class MlflowRuns {

    static final String EXPERIMENT_TAG = "redoubt.experiment";
    static final String JOB_TAG = "redoubt.job";

    private static final Set<Stage> STAGES = Set.of(Stage.PRETRAIN, Stage.FINETUNE, Stage.EVALUATE);
    private static final Map<String, String> NO_TEXTS = Map.of();

    /** A hyphen and the digits of the request's digest. */
    private static final int ID_SUFFIX = 11;

    private static final int MAX_TAG = 5000;
    private static final int MAX_KNOWN = 1000;

    private final MlflowClient client;
    private final Function<String, Optional<ExperimentRequest>> requests;
    private final Map<String, MlflowRun> runs = BoundedMap.byUse(MAX_KNOWN);
    private final Map<String, Progress> training = BoundedMap.byUse(MAX_KNOWN);

    /** @param requests returns the request of an experiment, if it is known */
    MlflowRuns(MlflowClient client, Function<String, Optional<ExperimentRequest>> requests) {
        this.client = client;
        this.requests = requests;
    }

    /** Sends the content of an event. Sending it again repeats the same values; known epochs are skipped. */
    void report(JobEvent event) throws MlflowException, InterruptedException {
        if (!STAGES.contains(event.stage())) {
            return;
        }
        switch (event.type()) {
            case STARTED -> start(event);
            case PROGRESS, CHECKPOINTED ->
                event.progress().filter(Progress::ofTraining).ifPresent(progress -> training.put(key(event), progress));
            case EPOCH -> epoch(event);
            case SUCCEEDED -> succeeded(event);
            case FAILED -> {
                String reason = event.message()
                        .substring(0, Math.min(MAX_TAG, event.message().length()));
                client.log(run(event), Map.of(), event.time(), 0, NO_TEXTS, Map.of("redoubt.error", reason));
                end(event, "FAILED");
            }
            case CANCELLED -> end(event, "KILLED");
            case QUEUED -> {}
        }
    }

    private void start(JobEvent event) throws MlflowException, InterruptedException {
        MlflowRun run = run(event);
        client.update(run, "RUNNING", Optional.empty());
        client.log(
                run,
                Map.of(),
                event.time(),
                0,
                parameters(event),
                Map.of("redoubt.attempt", String.valueOf(event.attempt()), "redoubt.worker", event.worker()));
    }

    private void epoch(JobEvent event) throws MlflowException, InterruptedException {
        if (event.progress().isEmpty()) {
            return;
        }
        Progress ended = event.progress().get();
        MlflowRun run = run(event);
        if (ended.epoch() <= run.lastStep()) {
            return;
        }
        Map<String, Double> metrics = new TreeMap<>(ended.metrics());
        Optional.ofNullable(training.get(key(event)))
                .filter(progress -> progress.epoch() == ended.epoch())
                .ifPresent(progress -> {
                    metrics.put("imagesPerSecond", progress.imagesPerSecond());
                    progress.metrics().forEach(metrics::putIfAbsent);
                });
        client.log(run, metrics, event.time(), ended.epoch(), NO_TEXTS, NO_TEXTS);
        runs.put(key(event), run.after(ended.epoch()));
    }

    private void succeeded(JobEvent event) throws MlflowException, InterruptedException {
        MlflowRun run = run(event);
        Map<String, Double> metrics =
                event.result().map(ResultManifest::metrics).orElse(Map.of());
        client.log(
                run,
                metrics,
                event.time(),
                run.lastStep(),
                parameters(event),
                Map.of("redoubt.reused", String.valueOf(event.reused())));
        end(event, "FINISHED");
    }

    private void end(JobEvent event, String status) throws MlflowException, InterruptedException {
        client.update(run(event), status, Optional.of(event.time()));
        training.remove(key(event));
    }

    private MlflowRun run(JobEvent event) throws MlflowException, InterruptedException {
        MlflowRun known = runs.get(key(event));
        if (known != null) {
            return known;
        }
        Map<String, String> tags =
                new TreeMap<>(Map.of(EXPERIMENT_TAG, event.experiment(), JOB_TAG, event.fingerprint()));
        MlflowRun run = client.run(client.experiment(name(event.experiment())), event.node(), event.time(), tags);
        runs.put(key(event), run);
        return run;
    }

    /** The name of the experiment without the digest of its request, so that all its variants can be compared. */
    private static String name(String experiment) {
        return experiment.length() > ID_SUFFIX ? experiment.substring(0, experiment.length() - ID_SUFFIX) : experiment;
    }

    private Map<String, String> parameters(JobEvent event) {
        return requests.apply(event.experiment())
                .map(request -> RunParameters.of(request, event))
                .orElse(NO_TEXTS);
    }

    private static String key(JobEvent event) {
        return event.experiment() + " " + event.fingerprint();
    }
}
