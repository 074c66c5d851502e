package io.redoubt.pipeline.store;

/**
 * What the store says of an object without sending it.
 *
 * @param bytes its length
 * @param etag for {@link ObjectStore#replace}; not a digest of the content
 */
public record ObjectInfo(long bytes, String etag) {}
