package io.redoubt.pipeline.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is used of an S3 bucket; nothing in it goes beyond what every S3 server offers. Keys come from {@link StoreKeys}.
 *
 * <p>All methods throw {@link StoreUnavailableException} when the store cannot be reached or answers with an error of its
 * own (trying again may help), and {@link StoreException} when it refuses (it will refuse again).
 */
public interface ObjectStore {

    /** The longest object that {@link #get} reads into memory, in bytes: manifests, claims and pages are far smaller. */
    int MOST_BYTES_IN_MEMORY = 64 << 20;

    /** Stores {@code content} unless the key is taken, in one atomic step. Returns whether it was stored. */
    boolean putIfAbsent(String key, byte[] content);

    /** Stores {@code content}, whatever the key held before. */
    void put(String key, byte[] content);

    /** Stores a file, whatever the key held before; the object appears whole or not at all. */
    void put(String key, Path file);

    /**
     * Stores {@code content} if the object still has that ETag, in one atomic step.
     *
     * @param etag as {@link #get} gave it
     * @return whether it was stored; false if the object has changed or is gone
     */
    boolean replace(String key, byte[] content, String etag);

    /** The object, or nothing if there is none. @throws StoreException if it is longer than {@link #MOST_BYTES_IN_MEMORY} */
    Optional<StoredObject> get(String key);

    /**
     * Writes the object to {@code target}, replacing what is there; a failed download may leave a part of it.
     *
     * @throws StoreException if there is no such object
     */
    void download(String key, Path target);

    /** Length and ETag of the object, or nothing if there is none. */
    Optional<ObjectInfo> head(String key);

    /** All keys that begin with {@code prefix}, sorted. */
    List<String> list(String prefix);

    /** All objects whose keys begin with {@code prefix}, sorted by key. */
    List<ListedObject> objects(String prefix);

    /** Removes the object; one that is not there is no error. */
    void delete(String key);
}
