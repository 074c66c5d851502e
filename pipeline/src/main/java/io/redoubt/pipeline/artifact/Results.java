package io.redoubt.pipeline.artifact;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.store.CorruptObjectException;
import io.redoubt.pipeline.store.CorruptObjectException.Damage;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Results of jobs. A result exists once its manifest is stored. The first commit of a job wins. */
public final class Results {

    private static final Logger LOG = Logger.getLogger(Results.class);

    private final ObjectStore store;

    public Results(ObjectStore store) {
        this.store = store;
    }

    /**
     * The committed result of a job. Does not check that its parts exist.
     *
     * @throws CorruptObjectException if its manifest cannot be read, or names another job
     */
    public Optional<ResultManifest> manifest(String fingerprint) {
        String key = StoreKeys.resultManifest(fingerprint);
        try {
            Optional<ResultManifest> manifest =
                    store.get(key).map(object -> Json.read(object.content(), ResultManifest.class));
            if (manifest.filter(found -> !found.isOf(fingerprint)).isPresent()) {
                throw new CorruptObjectException(Damage.UNREADABLE_MANIFEST, key, "belongs to another job");
            }
            return manifest;
        } catch (UnreadableMessageException e) {
            throw new CorruptObjectException(Damage.UNREADABLE_MANIFEST, key, e.getMessage());
        }
    }

    /** The committed result of a job, if all its parts exist in full length. Otherwise the job runs again. */
    public Optional<ResultManifest> intact(String fingerprint) {
        try {
            return manifest(fingerprint)
                    .filter(manifest -> manifest.parts().stream().allMatch(this::present));
        } catch (CorruptObjectException e) {
            LOG.warnf("job=%s result is corrupt, the job runs again: %s", fingerprint, e.getMessage());
            return Optional.empty();
        }
    }

    /** The committed result of a job, as {@link #intact(String)}. The manifest must also name the job's stage. */
    public Optional<ResultManifest> intact(Job job) {
        Optional<ResultManifest> intact = intact(job.fingerprint());
        if (intact.filter(manifest -> manifest.stage() != job.spec().stage()).isPresent()) {
            LOG.warnf("job=%s result is of another stage, the job runs again", job.fingerprint());
            return Optional.empty();
        }
        return intact;
    }

    private boolean present(Artifact part) {
        boolean present = store.head(StoreKeys.resultPart(part))
                .filter(object -> object.bytes() == part.bytes())
                .isPresent();
        if (!present) {
            LOG.warnf(
                    "job=%s result is incomplete, the job runs again: %s is missing or truncated",
                    part.fingerprint(), part.part());
        }
        return present;
    }

    /**
     * Discards the result that contains a corrupt part, so that the job runs again. Does nothing if the current
     * manifest does not list the part, which then belongs to an earlier result of the job.
     */
    public void discardDamaged(Artifact part) {
        boolean described = manifest(part.fingerprint())
                .filter(manifest -> manifest.parts().contains(part))
                .isPresent();
        if (described) {
            LOG.warnf("job=%s result is discarded: %s is corrupt", part.fingerprint(), part.part());
            store.delete(StoreKeys.resultManifest(part.fingerprint()));
        }
    }

    /**
     * Commits a result, writing the parts before the manifest.
     *
     * @param metrics metrics of the run
     * @param alarms reasons to doubt its figures
     * @return the stored manifest, which is the existing one if an intact result with the same content was already
     *     committed
     * @throws FencedException if another worker has taken over the job, or has committed other content
     */
    public ResultManifest commit(
            Job job,
            List<ResultFile> parts,
            Map<String, Double> metrics,
            List<String> alarms,
            Instant finished,
            String worker,
            HeldClaim claim) {
        ResultManifest mine = describe(job, parts, metrics, alarms, finished, worker);
        claim.check();
        Optional<ResultManifest> existing = intact(job);
        if (existing.isPresent()) {
            return requireSame(mine, existing.get());
        }
        store.delete(StoreKeys.resultManifest(job.fingerprint()));
        for (ResultFile part : parts) {
            store.put(StoreKeys.resultPart(job.fingerprint(), part.name()), part.file());
        }
        claim.check();
        if (store.putIfAbsent(StoreKeys.resultManifest(job.fingerprint()), Json.pretty(mine))) {
            return mine;
        }
        return requireSame(mine, manifest(job.fingerprint()).orElseThrow(() -> changed(mine)));
    }

    private static ResultManifest describe(
            Job job,
            List<ResultFile> parts,
            Map<String, Double> metrics,
            List<String> alarms,
            Instant finished,
            String worker) {
        List<Artifact> artifacts = new ArrayList<>();
        for (ResultFile part : parts) {
            artifacts.add(part.describe(job.fingerprint()));
        }
        return new ResultManifest(
                SchemaVersion.VERSION,
                job.fingerprint(),
                job.spec().stage(),
                artifacts,
                metrics,
                finished,
                worker,
                alarms);
    }

    private static ResultManifest requireSame(ResultManifest mine, ResultManifest present) {
        if (!mine.parts().equals(present.parts())) {
            throw changed(mine);
        }
        return present;
    }

    private static FencedException changed(ResultManifest mine) {
        return new FencedException(
                "the result of job " + mine.fingerprint() + " was committed by another worker with other content");
    }
}
