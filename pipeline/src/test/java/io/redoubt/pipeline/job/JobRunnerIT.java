package io.redoubt.pipeline.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.apache.kafka.clients.consumer.AcknowledgeType.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.TestJobs;
import io.redoubt.pipeline.artifact.HeldClaim;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.trace.TraceHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class JobRunnerIT extends OneWorker {

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN_ID = "b7ad6b7169203331";
    private static final Context TRACE = TraceHeaders.context("00-" + TRACE_ID + "-" + SPAN_ID + "-01");

    @Test
    void jobCommitsItsResultAndPublishesItsEvents() {
        Job job = TestJobs.counting(2);
        CountingWork work = new CountingWork();

        AcknowledgeType acknowledgement =
                worker.deliver(Json.canonical(job), 1, 1, work).join();

        assertThat(acknowledgement).isEqualTo(ACCEPT);
        List<JobEvent> events = events(job, EventType.SUCCEEDED);
        assertThat(types(events))
                .containsExactly(
                        EventType.STARTED,
                        EventType.CHECKPOINTED,
                        EventType.EPOCH,
                        EventType.CHECKPOINTED,
                        EventType.EPOCH,
                        EventType.SUCCEEDED);
        JobEvent succeeded = events.get(events.size() - 1);
        assertThat(succeeded.reused()).isFalse();
        assertThat(events).allMatch(event -> event.device().equals(Optional.of(TestWorker.DEVICE)));
        ResultManifest manifest =
                worker.services.results.intact(job.fingerprint()).orElseThrow();
        assertThat(succeeded.result()).contains(manifest);
        assertThat(manifest.alarms()).isEqualTo(CountingWork.ALARMS);
        assertThat(manifest.metrics()).containsKeys(ResultManifest.SECONDS, ResultManifest.FORWARD_PASSES);
        assertThat(store.get(StoreKeys.resultPart(manifest.part(CountingWork.PART)))
                        .orElseThrow()
                        .content())
                .isEqualTo("counted to 2".getBytes(UTF_8));
        assertThat(work.published).containsExactly("counted to 2");
    }

    @Test
    void storedResultIsPublishedAndNotRecomputed() {
        Job job = TestJobs.counting(1);
        worker.deliver(Json.canonical(job), 1, 1, new CountingWork()).join();
        CountingWork again = new CountingWork();

        assertThat(worker.deliver(Json.canonical(job), 2, 1, again).join()).isEqualTo(ACCEPT);

        assertThat(again.epochs).isEmpty();
        assertThat(again.published).containsExactly("counted to 1");
        assertThat(Records.until(
                        Topics.EVENTS, job.experiment(), record -> event(record).reused()))
                .isNotEmpty();
    }

    @Test
    void resultWithAMissingPartIsRecomputed() {
        Job job = TestJobs.counting(1);
        worker.deliver(Json.canonical(job), 1, 1, new CountingWork()).join();
        String part = StoreKeys.resultPart(job.fingerprint(), CountingWork.PART);
        store.delete(part);

        assertThat(worker.deliver(Json.canonical(job), 2, 1, new CountingWork()).join())
                .isEqualTo(ACCEPT);

        assertThat(store.head(part)).isPresent();
        assertThat(worker.services.results.intact(job.fingerprint())).isPresent();
    }

    @Test
    void resultOfAnotherJobIsRecomputed() {
        Job other = TestJobs.counting(1);
        worker.deliver(Json.canonical(other), 1, 1, new CountingWork()).join();
        Job job = TestJobs.counting(2);
        byte[] foreign = store.get(StoreKeys.resultManifest(other.fingerprint()))
                .orElseThrow()
                .content();
        store.put(StoreKeys.resultManifest(job.fingerprint()), foreign);
        CountingWork work = new CountingWork();

        assertThat(worker.deliver(Json.canonical(job), 2, 1, work).join()).isEqualTo(ACCEPT);

        assertThat(work.epochs).containsExactly(1, 2);
        assertThat(worker.services.results.intact(job)).isPresent();
    }

    @Test
    void resultOfAnotherStageIsRecomputed() {
        Job job = TestJobs.counting(1);
        worker.deliver(Json.canonical(job), 1, 1, new CountingWork()).join();
        ResultManifest manifest = worker.services.results.intact(job).orElseThrow();
        store.put(
                StoreKeys.resultManifest(job.fingerprint()),
                Json.pretty(new ResultManifest(
                        manifest.schema(),
                        manifest.fingerprint(),
                        Stage.REPORT,
                        manifest.parts(),
                        manifest.metrics(),
                        manifest.finished(),
                        manifest.worker())));

        assertThat(worker.deliver(Json.canonical(job), 2, 1, new CountingWork()).join())
                .isEqualTo(ACCEPT);

        assertThat(events(job, EventType.SUCCEEDED)).noneMatch(JobEvent::reused);
        assertThat(worker.services.results.intact(job)).isPresent();
    }

    @Test
    void duplicateRecordOfARunningJobIsAccepted() {
        Job job = TestJobs.counting(1);
        Optional<HeldClaim> other = worker.services.claims.take(job.fingerprint(), "cluster/another-0-7");
        CountingWork work = new CountingWork();

        assertThat(other).isPresent();
        assertThat(worker.deliver(Json.canonical(job), 1, 1, work).join()).isEqualTo(ACCEPT);
        assertThat(work.epochs).isEmpty();
    }

    @Test
    void attemptIsASpanOfTheTraceOfItsRecord() {
        Job job = TestJobs.counting(1);

        worker.deliver(TRACE, Json.canonical(job), 1, 1, new CountingWork()).join();

        ConsumerRecord<String, byte[]> succeeded = Records.first(
                Topics.EVENTS,
                record -> job.experiment().equals(record.key()) && event(record).type() == EventType.SUCCEEDED);
        SpanContext sent =
                Span.fromContext(TraceHeaders.context(succeeded.headers())).getSpanContext();
        assertThat(worker.spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("job attack");
            assertThat(span.getTraceId()).isEqualTo(TRACE_ID).isEqualTo(sent.getTraceId());
            assertThat(span.getSpanId()).isEqualTo(sent.getSpanId());
            assertThat(span.getParentSpanId()).isEqualTo(SPAN_ID);
            assertThat(attributes(span))
                    .isEqualTo(Map.of(
                            "redoubt.experiment",
                            job.experiment(),
                            "redoubt.job",
                            job.node(),
                            "redoubt.stage",
                            "attack",
                            "redoubt.fingerprint",
                            job.fingerprint(),
                            "redoubt.worker",
                            worker.services.worker,
                            "redoubt.attempt",
                            1L,
                            "redoubt.outcome",
                            "succeeded"));
        });
    }

    private static Map<String, Object> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
    }

    @Test
    void recordNearTheDeliveryLimitIsRequeued() {
        Job job = TestJobs.counting(1);
        CountingWork work = new CountingWork();

        assertThat(worker.deliver(TRACE, Json.canonical(job), 1, 8, work).join())
                .isEqualTo(ACCEPT);

        assertThat(work.epochs).isEmpty();
        ConsumerRecord<String, byte[]> replacement =
                Records.first(Topics.ATTACK, record -> new String(record.value(), UTF_8).equals(Json.write(job)));
        assertThat(replacement.key()).isNull();
        assertThat(TraceHeaders.traceparent(TraceHeaders.context(replacement.headers())))
                .isEqualTo(TraceHeaders.traceparent(TRACE));
    }
}
