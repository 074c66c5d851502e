package io.redoubt.pipeline.event;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ExperimentKey;
import io.redoubt.pipeline.kafka.KafkaConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Consumes {@code redoubt.control}. Every process reads the whole topic from its beginning, without a consumer group,
 * and answers the first query only after it has applied all commands that were sent before.
 */
@ApplicationScoped
public class ControlListener implements ExperimentControl {

    static final String CHANNEL = "control-commands";

    private static final Logger LOG = Logger.getLogger(ControlListener.class);
    private static final TopicPartition CONTROL = new TopicPartition(Topics.CONTROL, 0);
    private static final Duration FIRST_READ_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaConnection connection;
    private final ControlOffsets offsets;
    private final ControlState commands = new ControlState();
    private volatile boolean firstReadDone;

    @Inject
    public ControlListener(KafkaConnection connection, ControlOffsets offsets) {
        this.connection = connection;
        this.offsets = offsets;
    }

    @Incoming(CHANNEL)
    void accept(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() != null) {
                ControlCommand command = Json.read(record.value(), ControlCommand.class);
                ExperimentKey.require(record.key(), command.experiment());
                commands.apply(command);
            }
        } catch (UnreadableMessageException e) {
            LOG.warnf(
                    "topic=%s partition=%d offset=%d control command ignored: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        } finally {
            offsets.applied(record.offset());
        }
    }

    /**
     * Whether the experiment is cancelled, as far as commands have been read. The first call waits until all commands
     * sent before it are read, for at most 10 s; a job that should not run is stopped later in that case.
     */
    @Override
    public boolean isCancelled(String experiment) {
        awaitFirstRead();
        return commands.isCancelled(experiment);
    }

    /** Whether the experiment is paused; the first call waits like {@link #isCancelled}. */
    @Override
    public boolean isPaused(String experiment) {
        awaitFirstRead();
        return commands.isPaused(experiment);
    }

    private void awaitFirstRead() {
        if (!firstReadDone) {
            awaitFirstReadOnce();
        }
    }

    private synchronized void awaitFirstReadOnce() {
        if (firstReadDone) {
            return;
        }
        try {
            if (!isReadToEnd(FIRST_READ_TIMEOUT)) {
                LOG.warnf(
                        "topic=%s not read to its end within %s; jobs of cancelled experiments may start",
                        Topics.CONTROL, FIRST_READ_TIMEOUT);
            }
            firstReadDone = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all commands sent before this call are applied. Returns false after {@code timeout}. */
    public boolean isReadToEnd(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Admin admin = connection.admin()) {
            long begin = offset(admin, OffsetSpec.earliest(), timeout);
            long end = offset(admin, OffsetSpec.latest(), timeout);
            return begin == end || offsets.awaitAppliedTo(end, Duration.ofNanos(deadline - System.nanoTime()));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warnf("topic=%s end offset unknown: %s", Topics.CONTROL, e.getMessage());
            return false;
        }
    }

    private static long offset(Admin admin, OffsetSpec spec, Duration timeout)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listOffsets(Map.of(CONTROL, spec), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(CONTROL)
                .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .offset();
    }
}
