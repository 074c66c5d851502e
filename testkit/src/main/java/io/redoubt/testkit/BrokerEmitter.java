package io.redoubt.testkit;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.reactive.messaging.Message;

/** An outgoing channel outside a container: sends to a broker. */
public final class BrokerEmitter implements MutinyEmitter<byte[]>, AutoCloseable {

    private static final int MAX_REQUEST_BYTES = 16 << 20;

    private final KafkaProducer<String, byte[]> producer;

    /** @param servers the broker's {@code host:port} */
    public BrokerEmitter(String servers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MAX_REQUEST_BYTES),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public <M extends Message<? extends byte[]>> Uni<Void> sendMessage(M message) {
        OutgoingKafkaRecordMetadata<?> metadata =
                message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                metadata.getTopic(), null, (String) metadata.getKey(), message.getPayload(), metadata.getHeaders());
        return Uni.createFrom()
                .emitter(uni -> producer.send(record, (written, failure) -> {
                    if (failure == null) {
                        uni.complete(null);
                    } else {
                        uni.fail(failure);
                    }
                }));
    }

    @Override
    public Uni<Void> send(byte[] payload) {
        return sendMessage(Message.of(payload));
    }

    @Override
    public void sendAndAwait(byte[] payload) {
        send(payload).await().indefinitely();
    }

    @Override
    public Cancellable sendAndForget(byte[] payload) {
        return send(payload).subscribe().with(sent -> {});
    }

    @Override
    @SuppressWarnings("deprecation")
    public <M extends Message<? extends byte[]>> void send(M message) {
        sendMessageAndForget(message);
    }

    @Override
    public <M extends Message<? extends byte[]>> void sendMessageAndAwait(M message) {
        sendMessage(message).await().indefinitely();
    }

    @Override
    public <M extends Message<? extends byte[]>> Cancellable sendMessageAndForget(M message) {
        return sendMessage(message).subscribe().with(sent -> {});
    }

    @Override
    public void complete() {
        close();
    }

    @Override
    public void error(Exception failure) {
        close();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean hasRequests() {
        return true;
    }

    @Override
    public void close() {
        producer.close();
    }
}
