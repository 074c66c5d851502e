package io.redoubt.experiment.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Topics;
import io.redoubt.pipeline.event.DeadLetters;
import io.redoubt.pipeline.event.JobRequeue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterResendTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final DeadLetterLog log = new DeadLetterLog();

    private void reject(long offset) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(Topics.DEAD_LETTERS, 0, offset, "key", new byte[1]);
        record.headers().add(DeadLetters.TOPIC, Topics.EXPERIMENTS.getBytes(StandardCharsets.UTF_8));
        log.accept(record);
    }

    @Test
    void letterThatMakesRoomForANewOneWhileItIsSentIsReturned() {
        reject(0);
        JobRequeue topics = new JobRequeue(null) {
            @Override
            public void sendAndAwait(String queue, Optional<String> key, byte[] payload) {
                for (long offset = 1;
                        log.latest().stream().anyMatch(entry -> entry.id().equals("0-0"));
                        offset++) {
                    reject(offset);
                }
            }
        };

        DeadLetterEntry sent = new DeadLetterResend(log, topics, Clock.fixed(NOW, ZoneOffset.UTC)).send("0-0");

        assertThat(sent.id()).isEqualTo("0-0");
        assertThat(sent.sentAgain()).contains(NOW);
        assertThat(log.latest()).isNotEmpty().noneMatch(entry -> entry.sentAgain()
                .isPresent());
    }
}
