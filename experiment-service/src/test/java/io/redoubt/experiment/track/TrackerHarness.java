package io.redoubt.experiment.track;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.request.DatasetName;
import io.redoubt.experiment.Requests;
import io.redoubt.experiment.plan.Plan;
import io.redoubt.experiment.plan.PlanNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs the tracker on maps: executes its decisions, feeds its messages back to it, and records all of them. */
final class TrackerHarness implements TrackerState {
    static final String PRETRAIN = "pretrain/rotation";
    static final String FINETUNE = "finetune/rotation/full-adversarial";
    static final String ATTACK_1 = "attack/rotation/full-adversarial/pgd-20/0-500";
    static final String ATTACK_2 = "attack/rotation/full-adversarial/pgd-20/500-1000";
    static final String EVALUATE = "evaluate/rotation/full-adversarial";

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Map<String, Experiment> experiments = new HashMap<>();
    private final Map<String, InFlightJob> jobs = new HashMap<>();
    private final Tracker tracker = new Tracker(this, TrackerHarness::dataset, () -> NOW);
    private final List<OutgoingMessage> messages = new ArrayList<>();

    private static DatasetManifest dataset(DatasetName name) {
        if (!name.name().equals(Requests.DATASET.name())) {
            throw new InvalidFieldException("dataset", "'" + name.name() + "' is not in the store");
        }
        return Requests.DATASET;
    }

    @Override
    public Optional<Experiment> experiment(String id) {
        // Through JSON, as in the state store.
        return Optional.ofNullable(experiments.get(id))
                .map(experiment -> Json.read(Json.canonical(experiment), Experiment.class));
    }

    @Override
    public Optional<InFlightJob> job(String fingerprint) {
        return Optional.ofNullable(jobs.get(fingerprint)).map(job -> Json.read(Json.canonical(job), InFlightJob.class));
    }

    String request(byte[] payload) {
        execute(tracker.request(payload, ""));
        return Requests.read(payload).id();
    }

    void submit(byte[] payload) {
        execute(tracker.request(payload, ""));
    }

    void control(String experiment, ControlCommand.Action action) {
        execute(tracker.control(new ControlCommand(SchemaVersion.VERSION, experiment, action)));
    }

    void cancel(String experiment, String reason) {
        execute(tracker.cancel(experiment, reason));
    }

    void event(JobEvent event) {
        execute(tracker.event(event));
    }

    private void execute(Decision decision) {
        decision.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
        decision.forgotten().forEach(experiments::remove);
        decision.jobs()
                .forEach((fingerprint, job) ->
                        job.ifPresentOrElse(known -> jobs.put(fingerprint, known), () -> jobs.remove(fingerprint)));
        messages.addAll(decision.messages());
        decision.messages().forEach(message -> {
            Object value = message.value().orElse("");
            if (value instanceof JobEvent event) {
                event(event);
            } else if (value instanceof ControlCommand command) {
                execute(tracker.control(command));
            }
        });
    }

    /** Returns the job that was queued last for a node of an experiment. */
    Job job(String experiment, String node) {
        return jobs().filter(job -> job.experiment().equals(experiment))
                .filter(job -> job.node().equals(node))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError(node + " of " + experiment + " was not queued"));
    }

    /** Returns the nodes that were queued for an experiment, in order. */
    List<String> queued(String experiment) {
        return jobs().filter(job -> job.experiment().equals(experiment))
                .map(Job::node)
                .toList();
    }

    Stream<Job> jobs() {
        return messages.stream()
                .flatMap(message -> message.value().stream())
                .filter(Job.class::isInstance)
                .map(Job.class::cast);
    }

    List<OutgoingMessage> messages(String topic) {
        return messages.stream()
                .filter(message -> message.topic().equals(topic))
                .toList();
    }

    ExperimentStatus status(String experiment) {
        return messages(Topics.STATUS).stream()
                .flatMap(message -> message.value().stream())
                .map(ExperimentStatus.class::cast)
                .filter(status -> status.experiment().equals(experiment))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    JobState state(String experiment, String node) {
        return status(experiment).jobs().stream()
                .filter(job -> job.node().equals(node))
                .findFirst()
                .orElseThrow()
                .state();
    }

    int publishedCount() {
        return messages.size();
    }

    static JobEvent event(Job job, EventType type) {
        return JobEvent.of(job, type, NOW, "worker-1", 1);
    }

    /** Returns a success event with a result whose files all have distinct digests. */
    static JobEvent success(Job job) {
        return success(job, part -> Json.sha256((job.fingerprint() + part).getBytes(StandardCharsets.UTF_8)));
    }

    static JobEvent success(Job job, UnaryOperator<String> digest) {
        List<Artifact> parts = Stream.of(
                        ResultFileNames.MODEL,
                        ResultFileNames.LAST_MODEL,
                        ResultFileNames.HISTORY,
                        ResultFileNames.EXAMPLES,
                        ResultFileNames.DIAGNOSIS,
                        ResultFileNames.SCORES)
                .map(part -> new Artifact(job.fingerprint(), part, digest.apply(part), 1))
                .toList();
        return success(job, parts);
    }

    static JobEvent success(Job job, List<Artifact> parts) {
        ResultManifest result = new ResultManifest(
                SchemaVersion.VERSION, job.fingerprint(), job.spec().stage(), parts, Map.of(), NOW, "worker-1");
        return event(job, EventType.SUCCEEDED).with(result, false);
    }

    /** Completes all jobs of an experiment, in the order of the plan. */
    void finish(String experiment) {
        Plan plan = experiment(experiment).orElseThrow().plan();
        for (PlanNode node : plan.nodes()) {
            if (state(experiment, node.name()) != JobState.SUCCEEDED) {
                event(success(job(experiment, node.name())));
            }
        }
    }

    /** Submits an experiment with one job in each stage but two attacks, and returns its id. */
    String start() {
        return request(Requests.chain("chain"));
    }

    void succeed(String experiment, String node) {
        event(success(job(experiment, node)));
    }

    void publish(String experiment, String node, EventType type) {
        event(event(job(experiment, node), type));
    }
}
