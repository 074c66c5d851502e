package io.redoubt.pipeline.store;

import io.redoubt.api.Digests;
import io.redoubt.api.Ids;
import io.redoubt.pipeline.store.CorruptObjectException.Damage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects downloaded once and kept in a folder under their digest. Several processes may share the folder: a file appears
 * whole or not at all, and each process checks its digest before its first use. Each keeps the folder within its limit.
 */
public final class LocalCache {

    /** 20 GiB. */
    public static final long USUAL_BYTES = 20L << 30;

    private final ObjectStore store;
    private final Path folder;
    private final CacheEviction limit;
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    /** A cache of {@link #USUAL_BYTES}. @param folder made when it does not exist */
    public LocalCache(ObjectStore store, Path folder) {
        this(store, folder, USUAL_BYTES, Clock.systemUTC());
    }

    /**
     * @param folder made when it does not exist
     * @param mostBytes how much is kept; more only while it is in use
     */
    public LocalCache(ObjectStore store, Path folder, long mostBytes, InstantSource clock) {
        this.store = store;
        this.folder = folder;
        this.limit = new CacheEviction(folder, mostBytes, clock);
    }

    /**
     * The object as a local file, which must not be changed.
     *
     * @param sha256 the digest that its bytes must have
     * @param bytes the length that it must have
     * @throws CorruptObjectException if the store has something else under that key, or nothing
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Path fetch(String key, String sha256, long bytes) {
        Path cached = folder.resolve(Ids.requireSha256("sha256", sha256));
        try {
            if (present(cached, sha256, bytes)) {
                return cached;
            }
            Files.createDirectories(folder);
            Path arriving = Files.createTempFile(folder, sha256, ".part");
            try {
                downloadVerified(key, sha256, bytes, arriving);
                Files.move(arriving, cached, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(arriving);
            }
            checked.add(sha256);
            limit.use(cached);
            limit.enforce();
            return cached;
        } catch (IOException e) {
            throw new UncheckedIOException("the cache cannot be used; set redoubt.cache to a writable folder", e);
        }
    }

    private boolean present(Path cached, String sha256, long bytes) throws IOException {
        try {
            limit.use(cached);
        } catch (NoSuchFileException e) {
            checked.remove(sha256);
            return false;
        }
        boolean intact =
                Files.size(cached) == bytes && (checked.contains(sha256) || sha256.equals(Digests.sha256(cached)));
        if (intact) {
            checked.add(sha256);
        }
        return intact;
    }

    private void downloadVerified(String key, String sha256, long bytes, Path target) throws IOException {
        ObjectInfo info = store.head(key)
                .orElseThrow(() -> new CorruptObjectException(Damage.MISSING, key, "is not in the store"));
        if (info.bytes() != bytes) {
            throw new CorruptObjectException(
                    Damage.WRONG_LENGTH, key, "has " + info.bytes() + " bytes, not " + bytes + " as was committed");
        }
        store.download(key, target);
        if (Files.size(target) != bytes || !sha256.equals(Digests.sha256(target))) {
            throw new CorruptObjectException(
                    Damage.WRONG_DIGEST, key, "has not the SHA-256 " + sha256 + " that was committed");
        }
    }
}
