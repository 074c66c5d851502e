package io.redoubt.experiment.cache;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops its eldest entry when a new one exceeds its limit. Not safe for use by several threads at once. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    @Serial
    private static final long serialVersionUID = 1;

    private final int max;

    private BoundedMap(int max, boolean byUse) {
        super(16, 0.75f, byUse);
        this.max = max;
    }

    /** Returns a map whose eldest entry is the one that was not read or written for the longest time. */
    public static <K, V> BoundedMap<K, V> byUse(int max) {
        return new BoundedMap<>(max, true);
    }

    /** Returns a map whose eldest entry is the one that was added first. */
    public static <K, V> BoundedMap<K, V> byInsertion(int max) {
        return new BoundedMap<>(max, false);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
    }
}
