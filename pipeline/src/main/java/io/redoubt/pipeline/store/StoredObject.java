package io.redoubt.pipeline.store;

/**
 * An object read into memory.
 *
 * @param content its bytes
 * @param etag for {@link ObjectStore#replace}; not a digest of the content
 */
public record StoredObject(byte[] content, String etag) {}
