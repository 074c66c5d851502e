package io.redoubt.pipeline.event;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The process's one producer, opened with the first record: records of one topic arrive in the order of sending, once. */
@ApplicationScoped
public class KafkaRecordSender {

    /** Before compression; what counts in the end is the topic's own limit. */
    private static final int LARGEST_RECORD = 16 << 20;

    private static final int BLOCKED_MS = 10_000;
    private static final int DELIVERED_MS = 30_000;
    private static final int ANSWERED_MS = 10_000;
    private static final Duration FLUSHED = Duration.ofSeconds(5);

    private final KafkaConnection connection;
    private KafkaProducer<String, byte[]> producer;

    @Inject
    public KafkaRecordSender(KafkaConnection connection) {
        this.connection = connection;
    }

    /** Sends without waiting; the future tells when the broker has it, or fails with the reason. */
    CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        try {
            producer().send(record, (metadata, failure) -> {
                if (failure == null) {
                    delivered.complete(null);
                } else {
                    delivered.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            delivered.completeExceptionally(e);
        }
        return delivered;
    }

    /**
     * Sends and waits until the broker has it.
     *
     * @throws BrokerUnavailableException if it does not take it in time
     * @throws InvalidFieldException if the record is longer than the topic allows: it would be refused again
     */
    void deliver(ProducerRecord<String, byte[]> record) {
        try {
            send(record).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                throw new InvalidFieldException(
                        record.topic(),
                        "takes no record of " + record.value().length
                                + " bytes; ask for less in one experiment, or raise the topic's max.message.bytes");
            }
            throw new BrokerUnavailableException(
                    "Kafka at " + connection.servers() + " did not take a record of " + record.topic() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while sending to " + record.topic(), e);
        }
    }

    private synchronized KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    connection.with(Map.of(
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                            ProducerConfig.ACKS_CONFIG, "all",
                            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKED_MS,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERED_MS,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERED_MS)),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    /** Sends what is under way, and closes. */
    @PreDestroy
    public synchronized void close() {
        if (producer != null) {
            producer.close(FLUSHED);
            producer = null;
        }
    }
}
