package io.redoubt.pipeline.store;

/**
 * Metadata of an object.
 *
 * @param bytes length of the object
 * @param etag for {@link ObjectStore#replace}; not a digest of the content
 */
public record ObjectInfo(long bytes, String etag) {}
