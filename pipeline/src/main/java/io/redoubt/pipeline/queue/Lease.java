package io.redoubt.pipeline.queue;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * A record under our lock. The broker may end the lock early, when its connection breaks for instance. The job goes on all
 * the same, since a claim in the store guards its commits, and the lock is taken up again if the record comes back here.
 */
final class Lease {

    private static final Logger LOG = Logger.getLogger(Lease.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final KafkaShareConsumer<byte[], byte[]> consumer;
    private final Duration interval;
    private ConsumerRecord<byte[], byte[]> record;
    private boolean held = true;
    private boolean strayed;
    private long renewed = System.nanoTime();

    /** @param lock how long the broker keeps a record for its worker without renewal */
    Lease(KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record, Duration lock) {
        this.consumer = consumer;
        this.record = record;
        this.interval = lock.dividedBy(3);
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    /** Whether a third of the lock has passed since the last renewal was sent. */
    boolean isRenewalDue() {
        return System.nanoTime() - renewed >= interval.toNanos();
    }

    /**
     * Extends the lock or, once it was lost, takes it up again if the record is handed out here.
     *
     * @return whether the record is under our lock now
     */
    boolean renew() {
        renewed = System.nanoTime();
        try {
            held = (held ? acknowledge(record, AcknowledgeType.RENEW) : !strayed) && handedOutAgain();
        } catch (KafkaException | IllegalStateException e) {
            held = false;
            LOG.warnf("%s lock not renewed: %s", this, e.getMessage());
        }
        return held;
    }

    /**
     * A renewed record must be polled again before the next acknowledgement. Whatever else the poll brings shows that ours is
     * with another worker; it goes back, and we do not ask again, since each time costs a record one of its deliveries.
     */
    private boolean handedOutAgain() {
        boolean found = false;
        for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(ANSWER.dividedBy(10))) {
            if (polled.partition() == record.partition() && polled.offset() == record.offset()) {
                record = polled;
                found = true;
            } else {
                acknowledge(polled, AcknowledgeType.RELEASE);
                strayed = true;
            }
        }
        return found;
    }

    /** Ends the lock: the record is done with, or goes back to the queue. */
    void end(AcknowledgeType verdict) {
        try {
            if (!held || !acknowledge(record, verdict)) {
                LOG.warnf("%s lock was lost before %s; the record comes again", this, verdict);
            }
        } catch (KafkaException | IllegalStateException e) {
            LOG.warnf("%s not acknowledged, the record comes again: %s", this, e.getMessage());
        }
        held = false;
    }

    private boolean acknowledge(ConsumerRecord<byte[], byte[]> which, AcknowledgeType type) {
        consumer.acknowledge(which, type);
        // The commit stands before any poll: else the client would fetch, and lock, another record meanwhile.
        return consumer.commitSync(ANSWER).values().stream().noneMatch(Optional::isPresent);
    }

    @Override
    public String toString() {
        return "topic=" + record.topic() + " partition=" + record.partition() + " offset=" + record.offset();
    }
}
