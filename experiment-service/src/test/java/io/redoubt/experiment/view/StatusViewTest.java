package io.redoubt.experiment.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.Requests;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StatusViewTest {

    private final StatusView view = new StatusView(Clock.systemUTC());

    private static ConsumerRecord<String, byte[]> record(String key, String experiment, ExperimentState state) {
        ExperimentStatus status = new ExperimentStatus(1, experiment, experiment, state, "", Instant.EPOCH, List.of());
        return new ConsumerRecord<>(Topics.STATUS, 0, 0, key, Json.canonical(status));
    }

    @Test
    void statusWithTheKeyOfAnotherExperimentIsIgnored() {
        view.accept(record("one-1", "one-1", ExperimentState.RUNNING));

        view.accept(record("two-2", "one-1", ExperimentState.SUCCEEDED));
        view.accept(record("two-2", "three-3", ExperimentState.SUCCEEDED));

        assertThat(view.get("one-1").state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(view.all()).hasSize(1);
    }

    @Test
    void failedRequestLeavesTheAcceptedOneVisible() {
        ExperimentRequest request = Requests.read(Requests.chain("twice"));
        view.submit(request, Uni.createFrom().voidItem()).await().indefinitely();

        fail(request);

        assertThat(view.get(request.id()).state()).isEqualTo(ExperimentState.ACCEPTED);
        assertThat(view.get(request.id()).message()).contains("the tracker has not read the request yet");
    }

    @Test
    void requestThatIsNotPublishedIsNotVisible() {
        ExperimentRequest request = Requests.read(Requests.chain("once"));

        fail(request);

        assertThat(view.find(request.id())).isEmpty();
    }

    private void fail(ExperimentRequest request) {
        Uni<Void> failing = Uni.createFrom().failure(new IllegalStateException("no broker"));
        assertThatIllegalStateException()
                .isThrownBy(() -> view.submit(request, failing).await().indefinitely());
    }

    @Test
    void noThreadWaitsForTheBrokerOrTheTracker() {
        ExperimentRequest request = Requests.read(Requests.chain("waiting"));

        CompletableFuture<Void> published =
                view.submit(request, Uni.createFrom().nothing()).subscribeAsCompletionStage();
        CompletableFuture<ExperimentStatus> disconnected =
                view.answered(request.id()).subscribeAsCompletionStage();
        CompletableFuture<ExperimentStatus> answered =
                view.answered(request.id()).subscribeAsCompletionStage();
        disconnected.cancel(false);
        view.accept(record(request.id(), request.id(), ExperimentState.RUNNING));

        assertThat(published).isNotDone();
        assertThat(answered.join().state()).isEqualTo(ExperimentState.RUNNING);
    }

    private static JobStatus job(JobState state, String fingerprint, String queue, String experiment) {
        return new JobStatus("pretrain/of-" + experiment, Stage.PRETRAIN, state, fingerprint, queue, experiment, "");
    }

    private void publish(String experiment, ExperimentState state, JobStatus... jobs) {
        ExperimentStatus status =
                new ExperimentStatus(1, experiment, experiment, state, "", Instant.EPOCH, List.of(jobs));
        view.accept(new ConsumerRecord<>(Topics.STATUS, 0, 0, experiment, Json.canonical(status)));
    }

    @Test
    void jobOfSeveralExperimentsIsInFlightOnceUnderItsOwn() {
        String jigsaw = Topics.pretrain("jigsaw");
        String shared = "a".repeat(64);
        String waiting = "b".repeat(64);
        publish("one-1", ExperimentState.RUNNING, job(JobState.QUEUED, shared, jigsaw, "two-2"));
        publish(
                "two-2",
                ExperimentState.PAUSED,
                job(JobState.QUEUED, shared, jigsaw, ""),
                job(JobState.RUNNING, waiting, Topics.ATTACK, ""),
                job(JobState.WAITING, "", "", ""),
                job(JobState.SUCCEEDED, "c".repeat(64), "", ""));
        publish("three-3", ExperimentState.CANCELLED, job(JobState.QUEUED, "d".repeat(64), jigsaw, ""));

        assertThat(view.inFlight())
                .containsExactlyInAnyOrder(
                        new TrackedJob(shared, jigsaw, false, "two-2", "pretrain/of-"),
                        new TrackedJob(waiting, Topics.ATTACK, true, "two-2", "pretrain/of-"));
    }
}
