package io.redoubt.pipeline.store;

import java.time.Instant;

/**
 * An entry of a listing.
 *
 * @param key key of the object
 * @param bytes length of the object
 * @param modified time of the last write, by the store's clock
 */
public record ListedObject(String key, long bytes, Instant modified) {}
