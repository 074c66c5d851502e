package io.redoubt.pipeline.event;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.pipeline.kafka.KafkaConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Knows which experiments are cancelled or paused: every worker reads all of {@code redoubt.control}, from its beginning,
 * beginning with the first question. An experiment that is resumed is neither any more.
 */
@ApplicationScoped
public class ControlListener {

    private static final Logger LOG = Logger.getLogger(ControlListener.class);
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration FIRST_READ = Duration.ofSeconds(10);

    private final KafkaConnection connection;
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<String> paused = ConcurrentHashMap.newKeySet();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private Thread thread;
    private volatile boolean closing;
    private volatile KafkaConsumer<String, byte[]> open;

    @Inject
    public ControlListener(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * Whether the experiment is cancelled, as far as commands have arrived. The first call waits for those that were sent
     * before it, but not longer than 10 s: a job that should not run is stopped later then.
     */
    public boolean isCancelled(String experiment) {
        awaitCommands();
        return cancelled.contains(experiment);
    }

    /** Whether the experiment is paused; the first call waits as {@link #isCancelled} does. */
    public boolean isPaused(String experiment) {
        awaitCommands();
        return paused.contains(experiment);
    }

    private void awaitCommands() {
        start();
        try {
            if (!caughtUp.await(FIRST_READ.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%s could not be read yet; cancelled jobs may run", Topics.CONTROL);
                caughtUp.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void start() {
        if (thread == null && !closing) {
            thread = new Thread(this::listen, "redoubt-control");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void listen() {
        TopicPartition control = new TopicPartition(Topics.CONTROL, 0);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                connection.with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            open = consumer;
            consumer.assign(List.of(control));
            consumer.seekToBeginning(List.of(control));
            while (!closing) {
                read(consumer, control);
            }
        } catch (WakeupException e) {
            LOG.debug("stopped listening for commands");
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer, TopicPartition control) {
        try {
            consumer.poll(TURN).forEach(this::apply);
            if (caughtUp.getCount() > 0
                    && consumer.position(control)
                            >= consumer.endOffsets(List.of(control)).get(control)) {
                caughtUp.countDown();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("topic=%s cannot be read, trying again: %s", Topics.CONTROL, e.getMessage());
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            ControlCommand command = Json.read(record.value(), ControlCommand.class);
            switch (command.action()) {
                case CANCEL -> cancelled.add(command.experiment());
                case PAUSE -> paused.add(command.experiment());
                case RESUME -> {
                    cancelled.remove(command.experiment());
                    paused.remove(command.experiment());
                }
                // If it was cancelled, what is left of it in a queue is still not to be run.
                case FORGET -> paused.remove(command.experiment());
            }
        } catch (UnreadableMessageException e) {
            LOG.warnf("topic=%s offset=%d is no command: %s", record.topic(), record.offset(), e.getMessage());
        }
    }

    /** Stops listening. */
    @PreDestroy
    public synchronized void close() {
        closing = true;
        if (open != null) {
            open.wakeup();
        }
    }
}
