package io.redoubt.experiment.outbound;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ExperimentKey;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Reads the records of topics whose keys are experiments. */
public final class RecordReader {

    private static final Logger LOG = Logger.getLogger(RecordReader.class);

    private RecordReader() {}

    /**
     * Returns the message of a record; empty if the record has no value, cannot be read, or has the key of another
     * experiment.
     *
     * @param experiment returns the experiment of the message
     */
    public static <T> Optional<T> read(
            ConsumerRecord<String, byte[]> record, Class<T> type, Function<T, String> experiment) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            T message = Json.read(record.value(), type);
            ExperimentKey.require(record.key(), experiment.apply(message));
            return Optional.of(message);
        } catch (UnreadableMessageException e) {
            LOG.debugf("topic=%s offset=%d ignored: %s", record.topic(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }
}
