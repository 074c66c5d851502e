package io.redoubt.pipeline.queue;

import io.redoubt.pipeline.meter.PipelineMeters;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * A record under this consumer's acquisition lock. The broker may end the lock early, for example when the connection
 * breaks. The job continues in that case, since a claim in the store guards its commits, and the lock is acquired again
 * if the record is redelivered to this consumer. Confined to the poller's thread.
 */
final class AcquiredRecord {

    private static final Logger LOG = Logger.getLogger(AcquiredRecord.class);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RENEWED_POLL_TIMEOUT = Duration.ofSeconds(1);

    private final ShareConsumer<byte[], byte[]> consumer;
    private final Duration renewInterval;
    private ConsumerRecord<byte[], byte[]> record;
    private boolean locked = true;
    private boolean acquiredElsewhere;
    private long lastRenewal;

    /**
     * @param lock the duration of the acquisition lock
     * @param earliestLock when the lock may have begun, as {@link System#nanoTime}
     */
    AcquiredRecord(
            ShareConsumer<byte[], byte[]> consumer,
            ConsumerRecord<byte[], byte[]> record,
            Duration lock,
            long earliestLock) {
        this.consumer = consumer;
        this.record = record;
        this.lastRenewal = earliestLock;
        this.renewInterval = lock.dividedBy(3);
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    /** The time until the lock must be renewed; zero or negative if renewal is due. */
    Duration untilRenewal() {
        return renewInterval.minusNanos(System.nanoTime() - lastRenewal);
    }

    boolean isRenewalDue() {
        return untilRenewal().toNanos() <= 0;
    }

    /**
     * Renews the lock or, if it was lost, acquires it again if the record is redelivered here.
     *
     * @return whether the record is under this consumer's lock
     */
    boolean renew() {
        lastRenewal = System.nanoTime();
        boolean wasLocked = locked;
        try {
            locked = (locked ? commit(record, AcknowledgeType.RENEW) : !acquiredElsewhere) && pollAgain();
        } catch (KafkaException | IllegalStateException e) {
            locked = false;
            LOG.warnf("%s lock not renewed: %s", this, e.getMessage());
        }
        if (locked) {
            PipelineMeters.lockRenewed(record.topic());
        } else {
            countLoss(wasLocked);
        }
        return locked;
    }

    private void countLoss(boolean wasLocked) {
        if (wasLocked) {
            PipelineMeters.lockLost(record.topic());
        }
    }

    /**
     * A renewed record must be polled again before it can be acknowledged again. If the poll returns any other record,
     * this one is with another worker. That record is released, and the lock is not acquired again, since each such
     * poll costs a record a delivery.
     */
    private boolean pollAgain() {
        boolean found = false;
        for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(RENEWED_POLL_TIMEOUT)) {
            if (polled.partition() == record.partition() && polled.offset() == record.offset()) {
                record = polled;
                found = true;
            } else {
                commit(polled, AcknowledgeType.RELEASE);
                acquiredElsewhere = true;
            }
        }
        return found;
    }

    /** Accepts, releases or rejects the record, which ends the lock. */
    void acknowledge(AcknowledgeType type) {
        try {
            if (!locked || !commit(record, type)) {
                LOG.warnf("%s acknowledge=%s lock lost, the record will be redelivered", this, type);
                countLoss(locked);
            }
        } catch (KafkaException | IllegalStateException e) {
            LOG.warnf("%s acknowledge=%s failed, the record will be redelivered: %s", this, type, e.getMessage());
            countLoss(locked);
        }
        locked = false;
    }

    private boolean commit(ConsumerRecord<byte[], byte[]> acknowledged, AcknowledgeType type) {
        consumer.acknowledge(acknowledged, type);
        // Without the commit the next poll would make the client fetch, and lock, another record first.
        return consumer.commitSync(COMMIT_TIMEOUT).values().stream().noneMatch(Optional::isPresent);
    }

    /** For logs; without the payload. */
    @Override
    public String toString() {
        return "topic=" + record.topic() + " partition=" + record.partition() + " offset=" + record.offset();
    }
}
