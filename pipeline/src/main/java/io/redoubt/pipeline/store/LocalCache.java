package io.redoubt.pipeline.store;

import io.redoubt.api.Ids;
import io.redoubt.pipeline.store.DamagedObjectException.Damage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects downloaded once and kept in a folder under their digest. Several processes may share the folder: a file appears
 * whole or not at all, and each process checks its digest before its first use.
 */
public final class LocalCache {

    private final ObjectStore store;
    private final Path folder;
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    /** @param folder made when it does not exist */
    public LocalCache(ObjectStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /**
     * The object as a local file, which must not be changed.
     *
     * @param sha256 the digest that its bytes must have
     * @param bytes the length that it must have
     * @throws DamagedObjectException if the store has something else under that key, or nothing
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public Path fetch(String key, String sha256, long bytes) {
        Path cached = folder.resolve(Ids.requireSha256("sha256", sha256));
        try {
            if (Files.exists(cached)
                    && Files.size(cached) == bytes
                    && (checked.contains(sha256) || sha256.equals(Digests.sha256(cached)))) {
                checked.add(sha256);
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
            return cached;
        } catch (IOException e) {
            throw new UncheckedIOException("the cache cannot be used; set redoubt.cache to a writable folder", e);
        }
    }

    private void downloadVerified(String key, String sha256, long bytes, Path target) throws IOException {
        ObjectInfo info = store.head(key)
                .orElseThrow(() -> new DamagedObjectException(Damage.MISSING, key, "is not in the store"));
        if (info.bytes() != bytes) {
            throw new DamagedObjectException(
                    Damage.WRONG_LENGTH, key, "has " + info.bytes() + " bytes, not " + bytes + " as was committed");
        }
        store.download(key, target);
        if (Files.size(target) != bytes || !sha256.equals(Digests.sha256(target))) {
            throw new DamagedObjectException(
                    Damage.WRONG_DIGEST, key, "has not the SHA-256 " + sha256 + " that was committed");
        }
    }
}
