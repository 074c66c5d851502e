package io.redoubt.pipeline.dataset;

import io.redoubt.api.Digests;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.request.DatasetName;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreException;
import io.redoubt.pipeline.store.StoreKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The data sets in the store. A data set exists once its manifest is stored. */
@ApplicationScoped
public class DatasetCatalog {

    private final ObjectStore store;
    private final LocalCache cache;

    @Inject
    public DatasetCatalog(ObjectStore store, LocalCache cache) {
        this.store = store;
        this.cache = cache;
    }

    /**
     * Uploads a data set. Does nothing if it is already stored.
     *
     * @param data the {@code data.safetensors} file
     * @throws InvalidFieldException if the file does not match the manifest
     */
    public void publish(Path data, DatasetManifest manifest) {
        requireSame(data, manifest);
        String key = StoreKeys.datasetManifest(manifest.ref());
        if (store.head(key).isEmpty()) {
            store.put(StoreKeys.datasetData(manifest.ref()), data);
            store.putIfAbsent(key, Json.pretty(manifest));
        }
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
     * @throws InvalidFieldException for the field {@code dataset}, if no data set or several data sets match
     */
    public DatasetManifest resolve(DatasetName name) {
        List<DatasetRef> all = refs(StoreKeys.DATASETS);
        List<DatasetRef> matching = all.stream()
                .filter(ref -> ref.name().equals(name.name()) && ref.sha256().startsWith(name.digestPrefix()))
                .toList();
        if (matching.isEmpty()) {
            throw new InvalidFieldException("dataset", Ids.quote(text(name)) + " is not in the store; " + known(all));
        }
        if (matching.size() > 1) {
            throw new InvalidFieldException(
                    "dataset",
                    Ids.quote(text(name)) + " has several versions; write one of "
                            + matching.stream()
                                    .map(ref -> ref.name() + "@" + ref.sha256().substring(0, 12))
                                    .collect(Collectors.joining(", ")));
        }
        return manifest(matching.get(0));
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

    /** All data sets, sorted by name and digest. */
    public List<DatasetManifest> list() {
        return refs(StoreKeys.DATASETS).stream().map(this::manifest).toList();
    }

    private List<DatasetRef> refs(String prefix) {
        return store.list(prefix).stream()
                .map(StoreKeys::datasetOfManifest)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The manifest of a data set.
     *
     * @throws StoreException if the data set is not in the store
     */
    public DatasetManifest manifest(DatasetRef dataset) {
        String key = StoreKeys.datasetManifest(dataset);
        return store.get(key)
                .map(object -> Json.read(object.content(), DatasetManifest.class))
                .orElseThrow(() -> new StoreException(
                        "there is no " + key + "; publish the data set " + Ids.quote(dataset.name()) + " again"));
    }

    /**
     * Downloads the data file, or finds it in the cache, and verifies its digest.
     *
     * @throws StoreException if the store has no such file, or one with other content
     */
    public Path fetch(DatasetRef dataset) {
        return cache.fetch(
                StoreKeys.datasetData(dataset),
                dataset.sha256(),
                manifest(dataset).bytes());
    }
}
