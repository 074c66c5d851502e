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

/**
 * A deployment with short timeouts, shared by all fault tests, and the undisturbed run that every disturbed run must
 * equal.
 */
final class FaultTestBed implements AutoCloseable {

    /** Lock duration of the queues. */
    static final Duration LOCK = Duration.ofSeconds(5);

    private static final Map<String, String> SHORT_TIMEOUTS = Map.of(
            "REDOUBT_QUEUE_LOCK",
            LOCK.toSeconds() + "s",
            "REDOUBT_QUEUE_MAX_ATTEMPTS",
            "2",
            "REDOUBT_QUEUE_BACKOFF",
            "200ms",
            "REDOUBT_QUEUE_MAX_BACKOFF",
            "1s",
            "REDOUBT_QUEUE_STORE_RETRY_TIMEOUT",
            "3s",
            "REDOUBT_QUEUE_CHECKPOINT_EVERY",
            "1s",
            // The minimum that brokers allow: the successor of a killed tracker waits this long.
            "JAVA_TOOL_OPTIONS",
            "'-Dredoubt.experiment.tracker.streams.\"consumer.session.timeout.ms\"=6000'");
    private static final Duration STEP_TIMEOUT = Duration.ofMinutes(2);

    private final Path folder;
    private final TestDeployment deployment;
    private final ExperimentOutcome undisturbed;
    private int experiments;

    FaultTestBed() {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "home").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a directory for the deployment", e);
        }
        deployment = new TestDeployment(folder, SHORT_TIMEOUTS);
        try (MinioObjectStore store = deployment.openStore()) {
            ToyDataset.publish(store, folder);
        }
        undisturbed = outcome(publish(new ToyExperiment("undisturbed")));
        assertThat(undisturbed.lost()).isZero();
        assertThat(undisturbed.digests()).isNotEmpty();
    }

    TestDeployment deployment() {
        return deployment;
    }

    Topic topic(String name) {
        return new Topic(deployment.kafka(), name);
    }

    /**
     * Starts a new experiment like the undisturbed one.
     *
     * @param name prefix of its name
     */
    ToyExperiment start(String name) {
        experiments++;
        return publish(new ToyExperiment(name + "-" + experiments));
    }

    /** Deletes all results and publishes a request. */
    ToyExperiment publish(ToyExperiment experiment) {
        try (MinioObjectStore store = deployment.openStore()) {
            store.list("jobs/").forEach(store::delete);
        }
        topic(Topics.EXPERIMENTS).send(experiment.payload());
        return experiment;
    }

    /** Waits for the report and the end of an experiment. */
    ExperimentOutcome outcome(ToyExperiment experiment) {
        Report report = Json.read(
                topic(Topics.RESULTS).first("the report", keyed(experiment)).value(), Report.class);
        ExperimentStatus status = status(experiment, known -> known.state() == ExperimentState.SUCCEEDED);
        return new ExperimentOutcome(report, status, events(experiment));
    }

    /** Waits for a state of an experiment. */
    ExperimentStatus status(ToyExperiment experiment, Predicate<ExperimentStatus> matches) {
        return Json.read(
                topic(Topics.STATUS)
                        .first(
                                "a state of " + experiment.id(),
                                message -> keyed(experiment).test(message)
                                        && matches.test(Json.read(message.value(), ExperimentStatus.class)))
                        .value(),
                ExperimentStatus.class);
    }

    /** Waits until the REST API reports the state of an experiment. */
    void awaitState(ToyExperiment experiment, ExperimentState state) {
        await(experiment.id() + " is " + state)
                .atMost(STEP_TIMEOUT)
                .ignoreExceptions()
                .until(() -> state.name()
                        .equalsIgnoreCase(RestAssured.get(deployment.rest() + "/experiments/" + experiment.id())
                                .path("state")));
    }

    /** Waits for an event. */
    JobEvent event(ToyExperiment experiment, Stage stage, EventType type) {
        return event(experiment, event -> event.stage() == stage && event.type() == type);
    }

    /** Waits for an event. */
    JobEvent event(ToyExperiment experiment, Predicate<JobEvent> matches) {
        return Json.read(
                topic(Topics.EVENTS)
                        .first(
                                "an event of " + experiment.id(),
                                message -> keyed(experiment).test(message)
                                        && matches.test(Json.read(message.value(), JobEvent.class)))
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

    /** Waits until a fault has been injected {@code times} times. */
    void awaitInjected(StoreRule rule, int times) {
        await("the fault is injected").atMost(STEP_TIMEOUT).until(() -> rule.injected() >= times);
    }

    /** Waits until a killed process has ended. */
    void awaitDead(String service) {
        await(service + " is dead")
                .atMost(STEP_TIMEOUT)
                .until(() -> !deployment.process(service).isAlive());
    }

    /** Sends a command through the REST API. */
    void command(ToyExperiment experiment, String action) {
        await(action + " is accepted")
                .atMost(STEP_TIMEOUT)
                .ignoreExceptions()
                .until(() -> RestAssured.post(deployment.rest() + "/experiments/" + experiment.id() + "/" + action)
                                .statusCode()
                        == 202);
    }

    /**
     * Waits for the end, records the result, and requires that no job is lost or duplicated and that the outcome is
     * equal.
     */
    ExperimentOutcome requireUnharmed(String fault, int injected, ToyExperiment experiment) {
        ExperimentOutcome disturbed = outcome(experiment);
        boolean equal = rowsWithoutSeconds(disturbed.report()).equals(rowsWithoutSeconds(undisturbed.report()))
                && disturbed.digests().equals(undisturbed.digests());
        new FaultRecord(fault, injected, disturbed.started(), disturbed.lost(), disturbed.duplicated(), equal).write();
        assertThat(injected).as("times injected").isPositive();
        assertThat(disturbed.lost()).as("jobs lost").isZero();
        assertThat(disturbed.duplicated()).as("jobs with two results").isZero();
        assertThat(disturbed.digests()).isEqualTo(undisturbed.digests());
        assertThat(rowsWithoutSeconds(disturbed.report())).isEqualTo(rowsWithoutSeconds(undisturbed.report()));
        return disturbed;
    }

    /** Rows as JSON without seconds. */
    private static JsonNode rowsWithoutSeconds(Report report) {
        JsonNode rows = Json.mapper().valueToTree(report.rows());
        rows.findParents("seconds").forEach(node -> ((ObjectNode) node).remove("seconds"));
        return rows;
    }

    @Override
    public void close() {
        deployment.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }
}
