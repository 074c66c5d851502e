package io.redoubt.pipeline.store;

import io.redoubt.api.Digests;
import io.redoubt.api.Ids;
import io.redoubt.pipeline.store.CorruptObjectException.Damage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches downloaded objects in a directory, each under its digest. Several processes can share the directory: files are
 * moved into place atomically, and each process verifies the digest before it first uses a file. Each process keeps the
 * directory within its own limit.
 */
public final class LocalCache {

    /** 8 GiB, the default of {@code redoubt.cache-size}. */
    public static final long DEFAULT_BYTES = 8L << 30;

    private final ObjectStore store;
    private final Path directory;
    private final CacheEviction eviction;
    private final Set<String> verified = ConcurrentHashMap.newKeySet();

    /**
     * A cache of {@link #DEFAULT_BYTES}.
     *
     * @param directory created if it does not exist
     */
    public LocalCache(ObjectStore store, Path directory) {
        this(store, directory, DEFAULT_BYTES, Clock.systemUTC());
    }

    /**
     * @param directory created if it does not exist
     * @param maxBytes size limit in bytes; exceeded only by files in use
     */
    public LocalCache(ObjectStore store, Path directory, long maxBytes, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.eviction = new CacheEviction(directory, maxBytes, clock);
    }

    /**
     * Returns the object as a local file, which must not be modified.
     *
     * @param sha256 expected digest
     * @param bytes expected length in bytes
     * @throws CorruptObjectException if the object is missing or has other content
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Path fetch(String key, String sha256, long bytes) {
        Path cached = directory.resolve(Ids.requireSha256("sha256", sha256));
        try {
            if (present(cached, sha256, bytes)) {
                return cached;
            }
            Files.createDirectories(directory);
            Path partial = Files.createTempFile(directory, sha256, CacheEviction.PARTIAL);
            try {
                downloadVerified(key, sha256, bytes, partial);
                Files.move(partial, cached, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
            verified.add(sha256);
            eviction.touch(cached);
            eviction.evict();
            return cached;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the cache directory is not usable; set redoubt.cache to a writable directory", e);
        }
    }

    private boolean present(Path cached, String sha256, long bytes) throws IOException {
        // Others can write to a shared directory; what replaces a link or a pipe is a regular file.
        if (!Files.isRegularFile(cached, LinkOption.NOFOLLOW_LINKS)) {
            verified.remove(sha256);
            return false;
        }
        try {
            eviction.touch(cached);
        } catch (NoSuchFileException e) {
            verified.remove(sha256);
            return false;
        }
        boolean intact =
                Files.size(cached) == bytes && (verified.contains(sha256) || sha256.equals(Digests.sha256(cached)));
        if (intact) {
            verified.add(sha256);
        }
        return intact;
    }

    private void downloadVerified(String key, String sha256, long bytes, Path target) throws IOException {
        ObjectInfo info = store.head(key)
                .orElseThrow(() -> new CorruptObjectException(Damage.MISSING, key, "is not in the store"));
        if (info.bytes() != bytes) {
            throw new CorruptObjectException(
                    Damage.WRONG_LENGTH, key, "has " + info.bytes() + " bytes instead of the committed " + bytes);
        }
        store.download(key, target);
        if (Files.size(target) != bytes || !sha256.equals(Digests.sha256(target))) {
            throw new CorruptObjectException(Damage.WRONG_DIGEST, key, "does not have the committed SHA-256 " + sha256);
        }
    }
}
