package io.redoubt.pipeline.store;

/**
 * An object in memory.
 *
 * @param content bytes of the object
 * @param etag for {@link ObjectStore#replace}; not a digest of the content
 */
public record StoredObject(byte[] content, String etag) {}
