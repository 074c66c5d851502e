package io.redoubt.experiment.deadletter;

import io.redoubt.pipeline.event.JobRequeue;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Sends dead letters to their topics again, as new records. */
@ApplicationScoped
public class DeadLetterResend {

    private static final Logger LOG = Logger.getLogger(DeadLetterResend.class);

    private final DeadLetterLog log;
    private final JobRequeue topics;
    private final Clock clock;

    DeadLetterResend(DeadLetterLog log, JobRequeue topics, Clock clock) {
        this.log = log;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * Sends a dead letter with its key and value, and waits for the broker's acknowledgement.
     *
     * @throws UnknownDeadLetterException if there is none
     * @throws UnsendableException if it is not complete, or not of a topic of Redoubt
     * @throws BrokerUnavailableException if the broker does not acknowledge it
     */
    public DeadLetterEntry send(String id) {
        DeadLetterLog.StoredDeadLetter letter = log.get(id);
        DeadLetterEntry entry = letter.entry();
        if (!entry.sendable()) {
            throw UnsendableException.of(entry);
        }
        topics.sendAndAwait(entry.topic(), letter.key(), letter.value());
        DeadLetterEntry sent = entry.sentAgainAt(clock.instant());
        log.replace(sent);
        LOG.infof("topic=%s dead letter %s sent again", entry.topic(), id);
        return sent;
    }
}
