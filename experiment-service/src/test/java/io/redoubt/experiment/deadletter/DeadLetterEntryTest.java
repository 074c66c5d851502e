package io.redoubt.experiment.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.job.Job;
import io.redoubt.experiment.Requests;
import io.redoubt.experiment.plan.Plan;
import io.redoubt.pipeline.event.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterEntryTest {

    private static ConsumerRecord<String, byte[]> record(byte[] value, Map<String, String> headers) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.DEAD_LETTERS, 0, 17, "key", value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @Test
    void jobNamesItsExperimentAndNode() {
        Job job = sampleJob();

        DeadLetterEntry entry = DeadLetterEntry.of(record(
                Json.canonical(job),
                Map.of(DeadLetters.TOPIC, Topics.pretrain("rotation"), DeadLetters.REASON, "out of\nmemory")));

        assertThat(entry.id()).isEqualTo("0-17");
        assertThat(entry.experiment()).isEqualTo(job.experiment());
        assertThat(entry.node()).contains(job.node());
        assertThat(entry.reason()).doesNotContain("\n");
        assertThat(entry.sendable()).isTrue();
    }

    private static Job sampleJob() {
        var request = Requests.read(Requests.chain("sample"));
        var node = Plan.of(request.id(), request, Requests.DATASET).nodes().get(0);
        return Job.of(request.id(), node.name(), node.spec(), Map.of());
    }

    @Test
    void excerptIsNotSent() {
        DeadLetterEntry entry = DeadLetterEntry.of(
                record(new byte[10], Map.of(DeadLetters.TOPIC, Topics.EXPERIMENTS, DeadLetters.BYTES, "5000")));

        assertThat(entry.bytes()).isEqualTo(5000);
        assertThat(entry.complete()).isFalse();
        assertThat(entry.sendable()).isFalse();
        assertThat(UnsendableException.of(entry)).hasMessageContaining("only the beginning of its value of 5000 bytes");
    }

    @Test
    void topicsInHeadersAreNotTrusted() {
        for (String topic : new String[] {"", "payments", "redoubt.jobs.other", Topics.STATUS, Topics.DEAD_LETTERS}) {
            DeadLetterEntry entry = DeadLetterEntry.of(record(new byte[1], Map.of(DeadLetters.TOPIC, topic)));

            assertThat(entry.sendable()).as(topic).isFalse();
        }
    }

    @Test
    void latestAreBounded() {
        DeadLetterLog log = new DeadLetterLog();
        for (int i = 0; i < 600; i++) {
            log.accept(new ConsumerRecord<>(Topics.DEAD_LETTERS, 0, i, null, new byte[0]));
        }
        for (int i = 600; i < 620; i++) {
            log.accept(new ConsumerRecord<>(Topics.DEAD_LETTERS, 0, i, null, new byte[1 << 20]));
        }

        assertThat(log.latest()).hasSize(16);
        assertThat(log.latest().get(0).id()).isEqualTo("0-619");
        assertThat(log.count()).isEqualTo(620);
        assertThatThrownBy(() -> log.get("0-1"))
                .isInstanceOf(UnknownDeadLetterException.class)
                .hasMessageContaining("'0-1'");
    }
}
