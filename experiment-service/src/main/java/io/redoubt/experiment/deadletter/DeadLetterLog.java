package io.redoubt.experiment.deadletter;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The latest dead letters. Every replica reads all records that the topic still has. */
@ApplicationScoped
public class DeadLetterLog {

    private static final int MAX_ENTRIES = 500;
    private static final long MAX_BYTES = 16L << 20;

    private final Map<String, StoredDeadLetter> letters = new LinkedHashMap<>();
    private long bytes;
    private long all;

    /**
     * A dead letter with its key and value, unchanged.
     *
     * @param key empty if it has none
     */
    record StoredDeadLetter(DeadLetterEntry entry, Optional<String> key, byte[] value) {}

    @Incoming("experiment-dead-letters")
    @Blocking
    void accept(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        add(new StoredDeadLetter(DeadLetterEntry.of(record), Optional.ofNullable(record.key()), value));
    }

    /** The oldest make room for new ones. */
    private synchronized void add(StoredDeadLetter letter) {
        letters.put(letter.entry().id(), letter);
        all++;
        bytes += letter.value().length;
        while (letters.size() > MAX_ENTRIES || bytes > MAX_BYTES && letters.size() > 1) {
            bytes -= letters.remove(letters.keySet().iterator().next()).value().length;
        }
    }

    /** Returns the latest dead letters, newest first. */
    public synchronized List<DeadLetterEntry> latest() {
        List<DeadLetterEntry> entries = new ArrayList<>(
                letters.values().stream().map(StoredDeadLetter::entry).toList());
        Collections.reverse(entries);
        return entries;
    }

    /** Returns how many dead letters there have been, including those that {@link #latest} no longer has. */
    public synchronized long count() {
        return all;
    }

    synchronized StoredDeadLetter get(String id) {
        StoredDeadLetter letter = letters.get(id);
        if (letter == null) {
            throw new UnknownDeadLetterException(id);
        }
        return letter;
    }

    /** Replaces the entry of a dead letter, unless that has made room for a new one. */
    synchronized void replace(DeadLetterEntry entry) {
        letters.computeIfPresent(entry.id(), (id, letter) -> new StoredDeadLetter(entry, letter.key(), letter.value()));
    }
}
