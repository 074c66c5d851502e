package io.redoubt.experiment.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The size of the largest record that each topic accepts, in bytes before compression. A record that the broker refuses
 * aborts the transaction, and the tracker reads the same input again. The second time, the record must not be sent.
 */
final class RecordSizeLimits {

    /** The configuration key under which {@link RecordTooLargeHandler} finds the limits. */
    static final String CONFIG = "redoubt.tracker.record.size.limits";

    /** The producer's limit, which includes headers and framing. */
    static final int MAX_REQUEST_BYTES = 4 << 20;

    private static final int FRAMING_BYTES = 1 << 10;

    private final Map<String, Integer> refused = new ConcurrentHashMap<>();

    /** Returns the limit of the key, value and headers of a record. */
    int of(String topic) {
        return refused.getOrDefault(topic, MAX_REQUEST_BYTES - FRAMING_BYTES);
    }

    /**
     * Lowers the limit of a topic after the broker has refused a record. The margin is for the same record with another
     * timestamp.
     */
    void refused(String topic, int bytes) {
        refused.merge(topic, bytes / 4 * 3, Math::min);
    }
}
