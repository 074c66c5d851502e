package io.redoubt.experiment.view;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.cache.BoundedMap;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The text of each valid request, by the id of its experiment. Invalid requests are ignored: the status of a rejected
 * one names the problem.
 */
@ApplicationScoped
public class SubmittedRequests {

    private static final long MAX_BYTES = 64L << 20;

    /** Far more than experiments of which the topic has requests. */
    private static final int MAX_TIMES = 100_000;

    private final Map<String, byte[]> requests = new LinkedHashMap<>();
    private final Map<String, Instant> submitted = BoundedMap.byInsertion(MAX_TIMES);

    private long bytes;

    @Incoming("experiment-request-log")
    @Blocking
    void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null || record.value().length > RequestReader.MAX_BYTES) {
            return;
        }
        try {
            add(RequestReader.read(record.value()).id(), record.value(), Instant.ofEpochMilli(record.timestamp()));
        } catch (UnreadableMessageException | InvalidFieldException e) {
            // The tracker has logged it and published it as a dead letter or a rejected experiment.
        }
    }

    /** The oldest requests make room for new ones. */
    private synchronized void add(String id, byte[] text, Instant time) {
        submitted.remove(id);
        submitted.put(id, time);
        remove(id);
        requests.put(id, text);
        bytes += text.length;
        while (bytes > MAX_BYTES) {
            remove(requests.keySet().iterator().next());
        }
    }

    private void remove(String id) {
        byte[] removed = requests.remove(id);
        bytes -= removed == null ? 0 : removed.length;
    }

    /** Returns when the request was last submitted. */
    public synchronized Optional<Instant> submitted(String id) {
        return Optional.ofNullable(submitted.get(id));
    }

    /** Returns the text of the request as it was sent, in YAML or JSON. */
    public synchronized Optional<byte[]> text(String id) {
        return Optional.ofNullable(requests.get(id)).map(byte[]::clone);
    }

    /** Returns the request with all defaults. */
    public Optional<ExperimentRequest> request(String id) {
        return text(id).map(RequestReader::read);
    }
}
