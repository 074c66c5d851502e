package io.redoubt.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.Report;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.testkit.Topic;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One deployment for all faults, with short time-outs, and the undisturbed run that every disturbed one must equal. */
final class FaultTestBed implements AutoCloseable {

    /** How long a job stays with a worker that gives no sign. */
    static final Duration LOCK = Duration.ofSeconds(5);

    private static final Map<String, String> IMPATIENT = Map.of(
            "REDOUBT_QUEUE_LOCK",
            LOCK.toSeconds() + "s",
            "REDOUBT_QUEUE_MAX_ATTEMPTS",
            "2",
            "REDOUBT_QUEUE_REST",
            "200ms",
            "REDOUBT_QUEUE_LONGEST_REST",
            "1s",
            "REDOUBT_QUEUE_STORE_PATIENCE",
            "3s",
            "REDOUBT_QUEUE_CHECKPOINT_EVERY",
            "1s",
            // The shortest that a broker allows: so long a killed tracker's successor waits.
            "JAVA_TOOL_OPTIONS",
            "'-Dredoubt.experiment.tracker.streams.\"consumer.session.timeout.ms\"=6000'");
    private static final Duration LONGEST_STEP = Duration.ofMinutes(2);

    private final Path folder;
    private final Pipeline pipeline;
    private final Outcome undisturbed;
    private int experiments;

    FaultTestBed() {
        try {
            folder = Files.createTempDirectory("redoubt-faults");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the deployment", e);
        }
        pipeline = new Pipeline(folder, IMPATIENT);
        try (MinioObjectStore store = pipeline.openStore()) {
            ToyDataset.publish(store, folder);
        }
        undisturbed = outcome(publish(new ToyExperiment("undisturbed")));
        assertThat(undisturbed.lost()).isZero();
        assertThat(undisturbed.digests()).isNotEmpty();
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Topic topic(String name) {
        return new Topic(pipeline.kafka(), name);
    }

    /** Begins a run of its own like the undisturbed one. @param name begins its name */
    ToyExperiment begin(String name) {
        experiments++;
        return publish(new ToyExperiment(name + "-" + experiments));
    }

    /** Publishes a request, all results forgotten. */
    ToyExperiment publish(ToyExperiment experiment) {
        try (MinioObjectStore store = pipeline.openStore()) {
            store.list("jobs/").forEach(store::delete);
        }
        topic(Topics.EXPERIMENTS).send(experiment.payload());
        return experiment;
    }

    /** Waits for the report and the end of an experiment. */
    Outcome outcome(ToyExperiment experiment) {
        Report report = Json.read(
                topic(Topics.RESULTS).first("the report", keyed(experiment)).value(), Report.class);
        ExperimentStatus status = status(experiment, known -> known.state() == ExperimentState.SUCCEEDED);
        return new Outcome(report, status, events(experiment));
    }

    /** Waits for a state of an experiment. */
    ExperimentStatus status(ToyExperiment experiment, Predicate<ExperimentStatus> fits) {
        return Json.read(
                topic(Topics.STATUS)
                        .first(
                                "a state of " + experiment.id(),
                                message -> keyed(experiment).test(message)
                                        && fits.test(Json.read(message.value(), ExperimentStatus.class)))
                        .value(),
                ExperimentStatus.class);
    }

    /** Waits until that is the latest state of an experiment, as users see it. */
    void awaitState(ToyExperiment experiment, ExperimentState state) {
        await(experiment.id() + " is " + state)
                .atMost(LONGEST_STEP)
                .ignoreExceptions()
                .until(() -> state.name()
                        .equalsIgnoreCase(RestAssured.get(pipeline.rest() + "/experiments/" + experiment.id())
                                .path("state")));
    }

    /** Waits for an event. */
    JobEvent event(ToyExperiment experiment, Stage stage, EventType type) {
        return event(experiment, event -> event.stage() == stage && event.type() == type);
    }

    /** Waits for an event. */
    JobEvent event(ToyExperiment experiment, Predicate<JobEvent> fits) {
        return Json.read(
                topic(Topics.EVENTS)
                        .first(
                                "an event of " + experiment.id(),
                                message -> keyed(experiment).test(message)
                                        && fits.test(Json.read(message.value(), JobEvent.class)))
                        .value(),
                JobEvent.class);
    }

    List<JobEvent> events(ToyExperiment experiment) {
        return topic(Topics.EVENTS).records().stream()
                .filter(keyed(experiment))
                .map(message -> Json.read(message.value(), JobEvent.class))
                .toList();
    }

    static Predicate<ConsumerRecord<byte[], byte[]>> keyed(ToyExperiment experiment) {
        return message -> message.key() != null && experiment.id().equals(new String(message.key(), UTF_8));
    }

    /** Waits until a fault has struck so often. */
    void awaitInjected(StoreRule rule, int times) {
        await("the moment of the fault").atMost(LONGEST_STEP).until(() -> rule.injected() >= times);
    }

    /** Waits for the end of a process that the fault kills. */
    void awaitDead(String service) {
        await(service + " is dead").atMost(LONGEST_STEP).until(() -> !pipeline.process(service)
                .isAlive());
    }

    /** Sends a command as a user does. */
    void command(ToyExperiment experiment, String action) {
        await(action + " is accepted")
                .atMost(LONGEST_STEP)
                .ignoreExceptions()
                .until(() -> RestAssured.post(pipeline.rest() + "/experiments/" + experiment.id() + "/" + action)
                                .statusCode()
                        == 202);
    }

    /** Waits for the end, keeps the figures, and requires that nothing is lost, doubled or different. */
    Outcome requireUnharmed(String fault, int injected, ToyExperiment experiment) {
        Outcome disturbed = outcome(experiment);
        boolean equal = figures(disturbed.report()).equals(figures(undisturbed.report()))
                && disturbed.digests().equals(undisturbed.digests());
        new FaultRecord(fault, injected, disturbed.started(), disturbed.lost(), disturbed.doubled(), equal).write();
        assertThat(injected).as("times injected").isPositive();
        assertThat(disturbed.lost()).as("jobs lost").isZero();
        assertThat(disturbed.doubled()).as("jobs with two results").isZero();
        assertThat(disturbed.digests()).isEqualTo(undisturbed.digests());
        assertThat(figures(disturbed.report())).isEqualTo(figures(undisturbed.report()));
        return disturbed;
    }

    /** Rows as JSON, but for seconds. */
    private static JsonNode figures(Report report) {
        JsonNode rows = Json.mapper().valueToTree(report.rows());
        rows.findParents("seconds").forEach(node -> ((ObjectNode) node).remove("seconds"));
        return rows;
    }

    @Override
    public void close() {
        pipeline.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }
}
