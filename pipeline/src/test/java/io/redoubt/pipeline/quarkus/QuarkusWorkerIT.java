package io.redoubt.pipeline.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Job;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.TestJobs;
import io.redoubt.pipeline.event.JobRequeue;
import io.redoubt.pipeline.queue.PollerLivenessCheck;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreReadiness;
import io.redoubt.pipeline.trace.TraceHeaders;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** The pipeline in a Quarkus application: beans, configuration, channels, topics created at the start. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class QuarkusWorkerIT {

    @TestHTTPResource
    URI service;

    @Inject
    ObjectStore store;

    @Inject
    @Liveness
    PollerLivenessCheck liveness;

    @Inject
    @Readiness
    StoreReadiness readiness;

    @Inject
    JobRequeue requeue;

    private static JobEvent event(ConsumerRecord<String, byte[]> record) {
        return Json.read(record.value(), JobEvent.class);
    }

    @Test
    void poisonRecordBecomesADeadLetterAndTheNextJobRuns() {
        Job job = TestJobs.counting(7);
        Records.send(Topics.ATTACK, "poison", "not JSON".getBytes(UTF_8));
        Records.send(Topics.ATTACK, job.fingerprint(), Json.canonical(job));

        ConsumerRecord<String, byte[]> succeeded = Records.first(
                Topics.EVENTS,
                record -> job.experiment().equals(record.key()) && event(record).type() == EventType.SUCCEEDED);

        assertThat(event(succeeded).fingerprint()).isEqualTo(job.fingerprint());
        assertThat(store.get(StoreKeys.resultPart(job.fingerprint(), "count.txt"))
                        .orElseThrow()
                        .content())
                .isEqualTo("7".getBytes(UTF_8));
        assertThat(Records.first(Topics.DEAD_LETTERS, record -> "poison".equals(record.key()))
                        .value())
                .isEqualTo("not JSON".getBytes(UTF_8));
        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void spansOfJobsAreExported() {
        Job job = TestJobs.counting(5);
        String trace = "5af7651916cd43dd8448eb211c80319c";
        Records.send(
                Topics.ATTACK,
                job.fingerprint(),
                Json.canonical(job),
                new RecordHeaders()
                        .add(TraceHeaders.TRACEPARENT, ("00-" + trace + "-b7ad6b7169203331-01").getBytes(UTF_8)));

        ConsumerRecord<String, byte[]> succeeded = Records.first(
                Topics.EVENTS,
                record -> job.experiment().equals(record.key()) && event(record).type() == EventType.SUCCEEDED);

        assertThat(TraceHeaders.traceparent(TraceHeaders.context(succeeded.headers())))
                .contains(trace)
                .doesNotContain("b7ad6b7169203331");
        await().until(() -> SpanCollector.INSTANCE.received(job.fingerprint()));
    }

    @Test
    void jobOfAnExperimentCancelledBeforeTheStartDoesNotRun() {
        Job job = TestJobs.counting(3);
        Job cancelled = Job.of(EarlyCommands.experiment(7), job.node(), job.spec(), job.inputs());
        Records.send(Topics.ATTACK, cancelled.fingerprint(), Json.canonical(cancelled));

        ConsumerRecord<String, byte[]> event =
                Records.first(Topics.EVENTS, record -> cancelled.experiment().equals(record.key()));

        assertThat(event(event).type()).isEqualTo(EventType.CANCELLED);
    }

    @Test
    void recordOfTheBrokersMaximumSizeBecomesADeadLetter() {
        byte[] poison = new byte[(1 << 20) - 100];
        new Random(3).nextBytes(poison);
        Records.send(Topics.ATTACK, "large", poison);

        assertThat(Records.first(Topics.DEAD_LETTERS, record -> "large".equals(record.key()))
                        .value())
                .isEqualTo(poison);
    }

    @Test
    void answersHaveSecurityHeaders() throws Exception {
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve("/q/health/live"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @Test
    void recordThatExceedsTheTopicsLimitFailsPermanently() {
        byte[] large = new byte[5 << 20];
        new Random(4).nextBytes(large);

        assertThatThrownBy(() -> requeue.sendAndAwait(Topics.ATTACK, Optional.empty(), large))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("max.message.bytes");
    }
}
