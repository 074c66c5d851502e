package io.redoubt.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.UnknownExperimentException;
import io.redoubt.api.job.Stage;
import io.redoubt.api.request.RequestReader;
import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.experiment.filter.FilterExpression;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands for experiments that are unknown or in another state, on a real broker. */
class ExperimentClientIT {

    private static final String UNKNOWN = "typo-0123456789";

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static ExperimentClient client;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(folder, 0);
        client = new ExperimentClient(ClientSettings.plain(kafka.bootstrapServers()), Duration.ZERO);
        try (var admin = client.admin()) {
            admin.createTopics(
                            List.of(Topics.STATUS, Topics.EVENTS, Topics.CONTROL, Topics.EXPERIMENTS, Topics.RESULTS)
                                    .stream()
                                    .map(topic -> new NewTopic(topic, 1, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static void publish(String experiment, ExperimentState state, JobStatus... jobs) {
        send(
                Topics.STATUS,
                experiment,
                Json.canonical(new ExperimentStatus(
                        SchemaVersion.VERSION, experiment, "name", state, "", Instant.EPOCH, List.of(jobs))));
    }

    private static void send(String topic, String key, byte[] value) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORGET")
    void commandForAnUnknownExperimentIsRefused(Action action) {
        assertUnknown(() -> client.control(UNKNOWN, action));
    }

    @Test
    void unknownExperimentIsNotFollowed() {
        assertUnknown(() -> client.follow(UNKNOWN, new Listener(), () -> false));
    }

    @Test
    void unknownExperimentHasNoStatus() {
        assertUnknown(() -> client.status(UNKNOWN));
    }

    @Test
    void filterSelectsByStatusSubmissionAndReport() throws Exception {
        publish("filtered-1", ExperimentState.SUCCEEDED);
        publish("filtered-2", ExperimentState.FAILED);
        byte[] request = "{name: filtered, finetune: [{from: none}]}".getBytes(StandardCharsets.UTF_8);
        String submitted = RequestReader.read(request).id();
        send(Topics.EXPERIMENTS, "filtered", request);
        publish(submitted, ExperimentState.RUNNING);
        send(
                Topics.RESULTS,
                "filtered-1",
                Json.canonical(Json.mapper()
                        .readValue(
                                Path.of("../api/src/test/resources/golden/v2/report.json")
                                        .toFile(),
                                ObjectNode.class)
                        .put("experiment", "filtered-1")));

        assertThat(selected("id:filtered-* state:failed")).containsExactly("filtered-2");
        assertThat(selected("id:filtered-* ra>=0")).containsExactly("filtered-1");
        assertThat(selected("submitted>2020-01-01")).containsExactly(submitted);
        assertThat(selected("id:filtered-* progress:0")).contains("filtered-1", "filtered-2");
    }

    private static List<String> selected(String filter) {
        return client.statuses(FilterExpression.parse(filter)).stream()
                .map(ExperimentStatus::experiment)
                .toList();
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertThatExceptionOfType(UnknownExperimentException.class)
                .isThrownBy(call)
                .withMessage("no experiment typo-0123456789; `redoubt list` shows them all");
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL, SUCCEEDED, has already ended: succeeded",
        "PAUSE, CANCELLED, has already ended: cancelled",
        "RESUME, FAILED, has already ended: failed",
        "PAUSE, PAUSED, is already paused",
        "RESUME, RUNNING, is not paused"
    })
    void commandThatHasNoEffectIsRefused(Action action, ExperimentState state, String conflict) {
        String experiment = (action + "-" + state).toLowerCase(Locale.ROOT);
        publish(experiment, state);

        assertThatExceptionOfType(CommandConflictException.class)
                .isThrownBy(() -> client.control(experiment, action))
                .withMessage("experiment " + experiment + " " + conflict);
    }

    @Test
    void removedExperimentIsUnknown() {
        publish(UNKNOWN, ExperimentState.SUCCEEDED);
        send(Topics.STATUS, UNKNOWN, null);

        assertUnknown(() -> client.follow(UNKNOWN, new Listener(), () -> false));
    }

    @Test
    void eventsOfAJobThatRunsUnderAnotherExperimentAreFollowed() {
        String fingerprint = "ab".repeat(32);
        JobStatus shared =
                new JobStatus("finetune/a", Stage.FINETUNE, JobState.RUNNING, fingerprint, "", "other-1", "");
        publish("second-1", ExperimentState.RUNNING, shared);
        JobEvent event = new JobEvent(
                SchemaVersion.VERSION,
                "other-1",
                "finetune/b",
                Stage.FINETUNE,
                fingerprint,
                EventType.EPOCH,
                Instant.EPOCH,
                "worker",
                1,
                Optional.empty(),
                Optional.empty(),
                false,
                "");
        List<JobEvent> events = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void status(ExperimentStatus status) {
                send(Topics.EVENTS, "other-1", Json.canonical(event));
            }

            @Override
            public void event(JobEvent received) {
                events.add(received);
                publish("second-1", ExperimentState.SUCCEEDED);
            }
        };

        Optional<ExperimentStatus> last = client.follow("second-1", listener, () -> false);

        assertThat(last).map(ExperimentStatus::state).contains(ExperimentState.SUCCEEDED);
        assertThat(events).contains(event);
    }

    private static class Listener implements ExperimentListener {

        @Override
        public void status(ExperimentStatus status) {}

        @Override
        public void event(JobEvent event) {}

        @Override
        public void unanswered() {}
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, true", "PAUSED, true", "SUCCEEDED, false", "CANCELLED, false"})
    void unfinishedExperimentsOfADataSetAreFound(ExperimentState state, boolean unfinished) {
        byte[] request = ("name: pets-" + state.name().toLowerCase(Locale.ROOT)
                        + "\ndataset: pets\nfinetune: [{epochs: 1}]\n")
                .getBytes(StandardCharsets.UTF_8);
        String id = RequestReader.read(request).id();
        send(Topics.EXPERIMENTS, "any", "not a request".getBytes(StandardCharsets.UTF_8));
        send(Topics.EXPERIMENTS, "any", request);
        publish(id, state);

        assertThat(client.unfinished(each -> each.dataset().equals("pets")).contains(id))
                .isEqualTo(unfinished);
        assertThat(client.unfinished(each -> each.dataset().equals("cars"))).isEmpty();
    }
}
