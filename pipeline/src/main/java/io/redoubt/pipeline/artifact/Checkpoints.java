package io.redoubt.pipeline.artifact;

import io.redoubt.api.Digests;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.pipeline.store.CorruptObjectException;
import io.redoubt.pipeline.store.CorruptObjectException.Damage;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Checkpoints of jobs. A checkpoint exists once its manifest is stored; jobs resume from the newest intact one. */
public final class Checkpoints {

    private static final Logger LOG = Logger.getLogger(Checkpoints.class);

    /** One more than needed, in case the newest is corrupt. */
    private static final int RETAINED = 2;

    private final ObjectStore store;

    public Checkpoints(ObjectStore store) {
        this.store = store;
    }

    /**
     * The newest intact checkpoint of a job.
     *
     * @param directory directory for the downloaded state
     * @param onCorrupt called with each corrupt checkpoint that is skipped, newest first
     */
    public Optional<Checkpoint> latest(String fingerprint, Path directory, Consumer<CorruptObjectException> onCorrupt) {
        for (CheckpointPosition position : positions(fingerprint)) {
            try {
                return Optional.of(read(fingerprint, position, directory));
            } catch (CorruptObjectException e) {
                LOG.warnf(
                        "job=%s checkpoint=%s is corrupt, trying an older one: %s",
                        fingerprint, position, e.getMessage());
                onCorrupt.accept(e);
            }
        }
        return Optional.empty();
    }

    private Checkpoint read(String fingerprint, CheckpointPosition position, Path directory) {
        String name = position.toString();
        CheckpointManifest manifest = manifest(fingerprint, position)
                .orElseThrow(() -> new CorruptObjectException(
                        Damage.MISSING, StoreKeys.checkpointManifest(fingerprint, name), "was removed"));
        if (!manifest.fingerprint().equals(fingerprint) || !manifest.position().equals(position)) {
            throw new CorruptObjectException(
                    Damage.UNREADABLE_MANIFEST,
                    StoreKeys.checkpointManifest(fingerprint, name),
                    "belongs to another checkpoint");
        }
        String key = StoreKeys.checkpointState(fingerprint, name);
        store.head(key)
                .filter(state -> state.bytes() == manifest.bytes())
                .orElseThrow(() -> new CorruptObjectException(
                        Damage.WRONG_LENGTH,
                        key,
                        "does not have the committed length of " + manifest.bytes() + " bytes"));
        Path state = directory.resolve("checkpoint-" + name + "-" + StoreKeys.STATE);
        store.download(key, state);
        if (!manifest.sha256().equals(Digests.sha256(state))) {
            throw new CorruptObjectException(
                    Damage.WRONG_DIGEST, key, "does not have the committed SHA-256 " + manifest.sha256());
        }
        return new Checkpoint(manifest, state);
    }

    private Optional<CheckpointManifest> manifest(String fingerprint, CheckpointPosition position) {
        String key = StoreKeys.checkpointManifest(fingerprint, position.toString());
        try {
            return store.get(key).map(object -> Json.read(object.content(), CheckpointManifest.class));
        } catch (UnreadableMessageException e) {
            throw new CorruptObjectException(Damage.UNREADABLE_MANIFEST, key, e.getMessage());
        }
    }

    /** Positions with a manifest, newest first. */
    private List<CheckpointPosition> positions(String fingerprint) {
        return store.list(StoreKeys.checkpoints(fingerprint)).stream()
                .map(StoreKeys::positionOfManifest)
                .flatMap(Optional::stream)
                .map(CheckpointPosition::parse)
                .flatMap(Optional::stream)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /**
     * Commits a checkpoint, writing the state before the manifest, and removes checkpoints that are no longer needed.
     * An existing checkpoint at the same position is overwritten: it is either identical or known to be corrupt.
     *
     * @throws FencedException if another worker has taken over the job; nothing is committed
     */
    public void commit(Path state, CheckpointManifest manifest, HeldClaim claim) {
        String position = manifest.position().toString();
        String manifestKey = StoreKeys.checkpointManifest(manifest.fingerprint(), position);
        claim.check();
        store.delete(manifestKey);
        store.put(StoreKeys.checkpointState(manifest.fingerprint(), position), state);
        claim.check();
        if (!store.putIfAbsent(manifestKey, Json.pretty(manifest))) {
            requireSame(manifest, manifest(manifest.fingerprint(), manifest.position()));
        }
        prune(manifest);
    }

    private static void requireSame(CheckpointManifest mine, Optional<CheckpointManifest> present) {
        if (present.filter(other -> other.sha256().equals(mine.sha256())).isEmpty()) {
            throw new FencedException("checkpoint " + mine.position() + " of job " + mine.fingerprint()
                    + " was committed by another worker with other content");
        }
    }

    private void prune(CheckpointManifest newest) {
        List<CheckpointPosition> older = positions(newest.fingerprint()).stream()
                .filter(position -> position.compareTo(newest.position()) < 0)
                .skip(RETAINED - 1L)
                .toList();
        for (CheckpointPosition position : older) {
            store.delete(StoreKeys.checkpointManifest(newest.fingerprint(), position.toString()));
            store.delete(StoreKeys.checkpointState(newest.fingerprint(), position.toString()));
        }
    }
}
