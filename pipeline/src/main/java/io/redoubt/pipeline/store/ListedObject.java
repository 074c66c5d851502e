package io.redoubt.pipeline.store;

import java.time.Instant;

/**
 * What a listing says of an object.
 *
 * @param key its key
 * @param bytes its length
 * @param modified when it was last written, by the store's clock
 */
public record ListedObject(String key, long bytes, Instant modified) {}
