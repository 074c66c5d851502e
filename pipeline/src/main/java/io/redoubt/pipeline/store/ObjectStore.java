package io.redoubt.pipeline.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An S3 bucket, limited to operations that every S3 server supports. {@link StoreKeys} builds the keys.
 *
 * <p>All methods throw {@link StoreUnavailableException} if the store is unreachable or responds with a server error
 * (the request can be retried), and {@link StoreException} if it refuses the request (a retry fails as well).
 */
public interface ObjectStore {

    /** Size limit of {@link #get} in bytes. Manifests, claims and reports are far smaller. */
    int MAX_BYTES_IN_MEMORY = 64 << 20;

    /** Atomically stores {@code content} if the key does not exist. Returns whether it was stored. */
    boolean putIfAbsent(String key, byte[] content);

    /** Stores {@code content}, overwriting any existing object. */
    void put(String key, byte[] content);

    /** Uploads a file, overwriting any existing object. A partial upload is never visible. */
    void put(String key, Path file);

    /**
     * Atomically stores {@code content} if the object still has the given ETag.
     *
     * @param etag ETag from {@link #get}
     * @return whether it was stored; false if the object has changed or was deleted
     */
    boolean replace(String key, byte[] content, String etag);

    /**
     * Reads an object; empty if it does not exist.
     *
     * @throws StoreException if it is longer than {@link #MAX_BYTES_IN_MEMORY}
     */
    Optional<StoredObject> get(String key);

    /**
     * Downloads the object to {@code target}, overwriting the file. A failed download can leave a partial file.
     *
     * @throws StoreException if the object does not exist
     */
    void download(String key, Path target);

    /** Length and ETag of the object; empty if it does not exist. */
    Optional<ObjectInfo> head(String key);

    /** All keys that start with {@code prefix}, sorted. */
    List<String> list(String prefix);

    /** All objects whose keys start with {@code prefix}, sorted by key. */
    List<ListedObject> objects(String prefix);

    /** Deletes the object. Does nothing if it does not exist. */
    void delete(String key);
}
