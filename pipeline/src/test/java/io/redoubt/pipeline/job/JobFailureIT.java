package io.redoubt.pipeline.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.clients.consumer.AcknowledgeType.ACCEPT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.REJECT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.TestJobs;
import io.redoubt.pipeline.artifact.Claims;
import io.redoubt.pipeline.event.DeadLetterExcerpt;
import io.redoubt.pipeline.event.DeadLetters;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Jobs that fail and records that cannot be run: their events, retries and dead letters. */
class JobFailureIT extends OneWorker {

    @Test
    void inputThatItsProducerDoesNotListFailsTheJob() {
        Job producer = TestJobs.counting(1);
        worker.deliver(Json.canonical(producer), 1, 1, new CountingWork()).join();
        Job job = TestJobs.countingOn(new Artifact(producer.fingerprint(), CountingWork.PART, "ab".repeat(32), 1));
        CountingWork reading = new CountingWork((epoch, context) -> context.producer(TestJobs.INPUT));

        assertThat(worker.deliver(Json.canonical(job), 2, 1, reading).join()).isEqualTo(REJECT);

        List<JobEvent> events = events(job, EventType.FAILED);
        assertThat(events.get(events.size() - 1).message()).contains("does not list", "publish the request again");
    }

    @Test
    void retryableFailureIsRetriedAndThenRejected() {
        Job job = TestJobs.counting(1);
        CountingWork failing = new CountingWork((epoch, context) -> {
            throw new IllegalStateException("device lost");
        });

        for (int attempt = 1; attempt < 3; attempt++) {
            assertThat(worker.deliver(Json.canonical(job), 1, attempt, failing).join())
                    .isEqualTo(RELEASE);
        }
        assertThat(worker.deliver(Json.canonical(job), 1, 3, failing).join()).isEqualTo(REJECT);

        List<JobEvent> events = events(job, EventType.FAILED);
        assertThat(types(events))
                .containsExactly(EventType.STARTED, EventType.STARTED, EventType.STARTED, EventType.FAILED);
        assertThat(events.get(events.size() - 1).message()).contains("device lost", "3 attempts");
        assertThat(deadLetter(Json.canonical(job), 1)).containsExactly("retryable", Topics.ATTACK, "0");
    }

    /** A retry would take the same memory, and that of the other threads with it. */
    @Test
    void lackOfMemoryFailsTheJobAtOnceAndTheNextJobRuns() {
        Job job = TestJobs.counting(1);
        CountingWork failing = new CountingWork((epoch, context) -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(worker.deliver(Json.canonical(job), 1, 1, failing).join()).isEqualTo(REJECT);

        List<JobEvent> events = events(job, EventType.FAILED);
        assertThat(types(events)).containsExactly(EventType.STARTED, EventType.FAILED);
        assertThat(events.get(1).message())
                .startsWith("out of memory (Java heap space) with a Java heap of ")
                .contains("raise the limit with JAVA_OPTS=-Xmx");
        assertThat(deadLetter(Json.canonical(job), 1)).containsExactly("permanent", Topics.ATTACK, "0");
        Job next = TestJobs.counting(1);
        assertThat(worker.deliver(Json.canonical(next), 2, 1, new CountingWork())
                        .join())
                .isEqualTo(ACCEPT);
    }

    @Test
    void jobThatKilledItsWorkersIsRejected() {
        Job job = TestJobs.counting(1);
        CountingWork work = new CountingWork();
        for (int attempt = 1; attempt <= 3; attempt++) {
            Claims killed = new Claims(store, Clock.systemUTC(), TestWorker.CONFIG.lock(), "killed-" + attempt);
            assertThat(killed.take(job.fingerprint(), "cluster/" + Topics.ATTACK + "-0-1"))
                    .isPresent();
        }

        assertThat(worker.deliver(Json.canonical(job), 1, 4, work).join()).isEqualTo(REJECT);

        assertThat(work.epochs).isEmpty();
        assertThat(events(job, EventType.FAILED)).hasSize(1);
        // A request published again queues a new record, with its own attempts.
        assertThat(worker.deliver(Json.canonical(job), 2, 1, work).join()).isEqualTo(ACCEPT);
        assertThat(work.epochs).containsExactly(1);
    }

    @Test
    void permanentFailureIsRejectedAndTheNextJobRuns() {
        Job job = TestJobs.counting(1);
        CountingWork refusing = new CountingWork((epoch, context) -> {
            throw new InvalidFieldException("step", "is too long for this model");
        });

        assertThat(worker.deliver(Json.canonical(job), 77, 1, refusing).join()).isEqualTo(REJECT);

        List<JobEvent> events = events(job, EventType.FAILED);
        assertThat(events.get(events.size() - 1).message()).isEqualTo("step: is too long for this model");
        assertThat(deadLetter(Json.canonical(job), 77)).containsExactly("permanent", Topics.ATTACK, "0");
        assertThat(worker.deliver(Json.canonical(TestJobs.counting(1)), 78, 1, new CountingWork())
                        .join())
                .isEqualTo(ACCEPT);
    }

    @Test
    void permanentFailureWithoutAMessageIsRejectedToo() {
        Job job = TestJobs.counting(1);
        CountingWork silent = new CountingWork((epoch, context) -> {
            throw new IllegalArgumentException();
        });

        assertThat(worker.deliver(Json.canonical(job), 1, 1, silent).join()).isEqualTo(REJECT);

        List<JobEvent> events = events(job, EventType.FAILED);
        assertThat(events.get(events.size() - 1).message()).contains("IllegalArgumentException");
    }

    @Test
    void unreadableAndMisroutedRecordsBecomeDeadLetters() {
        byte[] poison = "{\"fingerprint\":".getBytes(UTF_8);
        Job job = TestJobs.counting(1);
        JobWork<ReportSpec> other = new JobWork<>() {
            @Override
            public Class<ReportSpec> specType() {
                return ReportSpec.class;
            }

            @Override
            public JobResult run(ReportSpec spec, JobContext context) {
                throw new AssertionError("not called");
            }
        };

        assertThat(worker.deliver(poison, 5, 1, new CountingWork()).join()).isEqualTo(REJECT);
        assertThat(worker.deliver(Json.canonical(job), 6, 1, other).join()).isEqualTo(REJECT);

        assertThat(deadLetter(poison, 5)).containsExactly("poison", Topics.ATTACK, "0");
        assertThat(deadLetter(Json.canonical(job), 6)).containsExactly("permanent", Topics.ATTACK, "0");
        assertThat(events(job, EventType.FAILED)).hasSize(1);
    }

    @Test
    void recordThatExceedsTheTopicsLimitFailsItsJobPermanently() {
        Job job = TestJobs.counting(1);
        byte[] page = new byte[5 << 20];
        new Random(1).nextBytes(page);
        CountingWork talkative = new CountingWork() {
            @Override
            public void published(Job made, ResultManifest manifest, ResultReader reader) {
                worker.services.requeue.sendAndAwait(Topics.ATTACK, Optional.empty(), page);
            }
        };

        assertThat(worker.deliver(Json.canonical(job), 1, 1, talkative).join()).isEqualTo(REJECT);

        List<JobEvent> events = events(job, EventType.FAILED);
        assertThat(events.get(events.size() - 1).message()).contains(Topics.ATTACK, "max.message.bytes");
    }

    @Test
    void recordOfTheBrokersMaximumSizeCanBecomeADeadLetter() {
        byte[] poison = new byte[(1 << 20) - 100];
        new Random(2).nextBytes(poison);

        assertThat(worker.deliver(poison, 9, 1, new CountingWork()).join()).isEqualTo(REJECT);

        assertThat(Records.first(Topics.DEAD_LETTERS, record -> record.value().length == poison.length)
                        .value())
                .isEqualTo(poison);
    }

    @Test
    void deadLetterOfAnExpandedRecordIsAnExcerpt() {
        byte[] expanded = "e".repeat(8 << 20).getBytes(UTF_8);

        assertThat(worker.deliver(expanded, 10, 8, new CountingWork()).join()).isEqualTo(REJECT);

        ConsumerRecord<String, byte[]> letter =
                Records.first(Topics.DEAD_LETTERS, record -> record.value().length > 0 && record.value()[0] == 'e');
        assertThat(letter.value()).hasSize(DeadLetterExcerpt.MAX_VALUE_BYTES);
        assertThat(header(letter, DeadLetters.BYTES)).isEqualTo("8388608");
        assertThat(header(letter, DeadLetters.REASON)).contains("8388608 bytes; the limit is 4194304");
    }

    @Test
    void jobThatItsQueueRefusesIsNotRequeuedForever() {
        Job job = TestJobs.counting(1);
        byte[] padded = Arrays.copyOf(Json.canonical(job), 4 << 20);
        Arrays.fill(padded, Json.canonical(job).length, padded.length, (byte) ' ');

        assertThat(worker.deliver(padded, 11, 8, new CountingWork()).join()).isEqualTo(REJECT);

        List<JobEvent> events = events(job, EventType.FAILED);
        assertThat(events.get(events.size() - 1).message()).contains(Topics.ATTACK, "max.message.bytes");
    }

    @Test
    void deadLetterThatTheTopicRefusesKeepsItsHeaders() throws Exception {
        limitDeadLetters(1_000);
        byte[] poison = "p".repeat(2_000).getBytes(UTF_8);
        try {
            assertThat(worker.deliver(poison, 12, 1, new CountingWork()).join()).isEqualTo(REJECT);
        } finally {
            limitDeadLetters(4 << 20);
        }

        ConsumerRecord<String, byte[]> letter =
                Records.first(Topics.DEAD_LETTERS, record -> header(record, DeadLetters.OFFSET)
                        .equals("12"));
        assertThat(letter.value()).isEmpty();
        assertThat(header(letter, DeadLetters.BYTES)).isEqualTo("2000");
    }

    private static List<String> deadLetter(byte[] payload, long offset) {
        ConsumerRecord<String, byte[]> letter = Records.first(
                Topics.DEAD_LETTERS,
                record -> new String(record.value(), UTF_8).equals(new String(payload, UTF_8))
                        && header(record, DeadLetters.OFFSET).equals(Long.toString(offset)));
        assertThat(header(letter, DeadLetters.REASON)).isNotEmpty();
        return List.of(
                header(letter, DeadLetters.CLASS),
                header(letter, DeadLetters.TOPIC),
                header(letter, DeadLetters.PARTITION));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static void limitDeadLetters(int maxMessageBytes) throws Exception {
        ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(maxMessageBytes));
        try (Admin admin = Stack.kafka().admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.DEAD_LETTERS),
                            List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
