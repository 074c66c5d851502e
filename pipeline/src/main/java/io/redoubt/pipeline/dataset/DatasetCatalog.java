package io.redoubt.pipeline.dataset;

import io.redoubt.api.Digests;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.request.DatasetName;
import io.redoubt.pipeline.store.CorruptObjectException;
import io.redoubt.pipeline.store.CorruptObjectException.Damage;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreException;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreUnavailableException;
import io.redoubt.pipeline.store.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The data sets in the store. A data set exists once its manifest is stored. */
@ApplicationScoped
public class DatasetCatalog {

    private static final Logger LOG = Logger.getLogger(DatasetCatalog.class);
    private static final String REPAIR = "add the data set again with `redoubt data add` to repair it";

    private final ObjectStore store;
    private final LocalCache cache;

    @Inject
    public DatasetCatalog(ObjectStore store, LocalCache cache) {
        this.store = store;
        this.cache = cache;
    }

    /**
     * Uploads a data set. Overwrites one of the same name and digest, which repairs it if it is damaged.
     *
     * @param data the {@code data.safetensors} file
     * @throws InvalidFieldException if the file does not match the manifest
     */
    public void publish(Path data, DatasetManifest manifest) {
        requireSame(data, manifest);
        store.put(StoreKeys.datasetData(manifest.ref()), data);
        store.put(StoreKeys.datasetManifest(manifest.ref()), Json.pretty(manifest));
    }

    /** Whether the data set is stored, as far as its manifest and the length of its data show. */
    public boolean contains(DatasetRef dataset) {
        return store.head(StoreKeys.datasetManifest(dataset))
                .flatMap(stored -> find(dataset))
                .filter(manifest -> store.head(StoreKeys.datasetData(dataset))
                        .filter(data -> data.bytes() == manifest.bytes())
                        .isPresent())
                .isPresent();
    }

    private static void requireSame(Path data, DatasetManifest manifest) {
        try {
            long bytes = Files.size(data);
            if (bytes != manifest.bytes()) {
                throw new InvalidFieldException(
                        "bytes", manifest.bytes() + " does not match the length of the file, " + bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + data, e);
        }
        String sha256 = Digests.sha256(data);
        if (!sha256.equals(manifest.sha256())) {
            throw new InvalidFieldException(
                    "sha256", manifest.sha256() + " does not match the digest of the file, " + sha256);
        }
    }

    /**
     * The data set with the given name and, if present, digest prefix.
     *
     * @throws UnknownDatasetException if no data set matches
     * @throws InvalidFieldException for the field {@code dataset}, if no data set or several data sets match
     */
    public DatasetManifest resolve(DatasetName name) {
        List<DatasetRef> all = store.list(StoreKeys.DATASETS).stream()
                .map(StoreKeys::datasetOfManifest)
                .flatMap(Optional::stream)
                .toList();
        List<DatasetRef> matching = all.stream()
                .filter(ref -> ref.name().equals(name.name()) && ref.sha256().startsWith(name.digestPrefix()))
                .toList();
        if (matching.isEmpty()) {
            throw new UnknownDatasetException(Ids.quote(text(name)) + " is not in the store; " + known(all));
        }
        if (matching.size() > 1) {
            throw new InvalidFieldException(
                    "dataset",
                    Ids.quote(text(name)) + " has several versions; write one of "
                            + matching.stream()
                                    .map(ref -> ref.name() + "@" + ref.sha256().substring(0, 12))
                                    .collect(Collectors.joining(", ")));
        }
        return find(matching.get(0))
                .orElseThrow(() -> new InvalidFieldException(
                        "dataset",
                        Ids.quote(text(name)) + " is damaged in the store; repair it with `redoubt data add`"));
    }

    /** Removes a data set. Without its manifest it no longer exists, also if this is interrupted. */
    public void remove(DatasetRef dataset) {
        store.delete(StoreKeys.datasetManifest(dataset));
        store.delete(StoreKeys.datasetData(dataset));
    }

    private static String text(DatasetName name) {
        return name.digestPrefix().isEmpty() ? name.name() : name.name() + "@" + name.digestPrefix();
    }

    private static String known(List<DatasetRef> all) {
        return all.isEmpty()
                ? "it has no data set yet; add one with `redoubt data add`"
                : "known are " + all.stream().map(DatasetRef::name).distinct().collect(Collectors.joining(", "));
    }

    /** All data sets with a readable manifest, sorted by name and digest. */
    public List<StoredDataset> list() {
        return store.objects(StoreKeys.DATASETS).stream()
                .flatMap(object -> StoreKeys.datasetOfManifest(object.key())
                        .flatMap(this::find)
                        .map(manifest -> new StoredDataset(manifest, object.modified()))
                        .stream())
                .toList();
    }

    /**
     * The data set with the given name, as {@link #resolve} finds it, and when it was added.
     *
     * @throws InvalidFieldException for the field {@code dataset}, if no data set or several data sets match
     */
    public StoredDataset stored(DatasetName name) {
        DatasetManifest manifest = resolve(name);
        String key = StoreKeys.datasetManifest(manifest.ref());
        return store.objects(key).stream()
                .findFirst()
                .map(object -> new StoredDataset(manifest, object.modified()))
                .orElseThrow(() -> new StoreException("there is no " + key + "; " + REPAIR));
    }

    /** The manifest of a data set; empty if there is none, or one that cannot be used. */
    private Optional<DatasetManifest> find(DatasetRef dataset) {
        try {
            return Optional.of(manifest(dataset));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (StoreException e) {
            LOG.warnf("dataset=%s ignored: %s", dataset.name(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The manifest of a data set.
     *
     * @throws StoreException if the data set is not in the store, or its manifest cannot be read or names another one
     */
    public DatasetManifest manifest(DatasetRef dataset) {
        String key = StoreKeys.datasetManifest(dataset);
        StoredObject stored =
                store.get(key).orElseThrow(() -> new StoreException("there is no " + key + "; " + REPAIR));
        try {
            DatasetManifest manifest = Json.read(stored.content(), DatasetManifest.class);
            if (!manifest.ref().equals(dataset)) {
                throw damaged(key, "belongs to another data set");
            }
            return manifest;
        } catch (UnreadableMessageException e) {
            throw damaged(key, e.getMessage());
        }
    }

    private static StoreException damaged(String key, String problem) {
        return new CorruptObjectException(Damage.UNREADABLE_MANIFEST, key, problem).with(REPAIR);
    }

    /**
     * Downloads the data file, or finds it in the cache, and verifies its digest.
     *
     * @throws StoreException if the store has no such file, or one with other content
     */
    public Path fetch(DatasetRef dataset) {
        long bytes = manifest(dataset).bytes();
        try {
            return cache.fetch(StoreKeys.datasetData(dataset), dataset.sha256(), bytes);
        } catch (CorruptObjectException e) {
            throw e.with(REPAIR);
        }
    }
}
