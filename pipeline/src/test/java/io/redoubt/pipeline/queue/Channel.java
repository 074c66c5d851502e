package io.redoubt.pipeline.queue;

import io.redoubt.pipeline.Settings;
import io.redoubt.pipeline.Stack;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A process that consumes queues, with a test in place of its service. */
final class Channel implements AutoCloseable {

    private final WorkerName name = new WorkerName();
    private final ShareGroupConnector connector = new ShareGroupConnector(
            Stack.kafka(), Settings.of(QueueConfig.class, Map.of("redoubt.queue.lock", "1s")), name);
    private final BlockingQueue<Message<?>> messages = new LinkedBlockingQueue<>();

    Channel(String... topics) {
        for (String topic : topics) {
            open(topic);
        }
    }

    private void open(String topic) {
        Multi.createFrom()
                .publisher(connector.getPublisher(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(Map.of("topics", topic), "channel", 100))
                        .build()))
                .subscribe()
                .with(messages::add);
    }

    /** The name of the worker. */
    String name() {
        return name.value();
    }

    /** The next message, whose record stays acquired until it is acknowledged. */
    Message<?> next() throws InterruptedException {
        Message<?> message = messages.poll(30, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no job within 30 s");
        }
        return message;
    }

    /** Takes the next message, acknowledges it and returns its text. */
    String process() throws InterruptedException {
        Message<?> message = next();
        message.ack();
        return text(message);
    }

    /** Whether another message was delivered. */
    boolean hasNext() {
        return !messages.isEmpty();
    }

    static String text(Message<?> message) {
        return new String((byte[]) message.getPayload());
    }

    static RecordDelivery delivery(Message<?> message) {
        return message.getMetadata(RecordDelivery.class).orElseThrow();
    }

    @Override
    public void close() {
        connector.close();
    }
}
