package io.redoubt.pipeline.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.DatasetName;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.store.CorruptObjectException;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCatalogIT {

    private final MinioObjectStore store = Stack.newStore();

    @TempDir
    Path folder;

    private DatasetCatalog catalog;

    @BeforeEach
    void open() {
        catalog = new DatasetCatalog(store, new LocalCache(store, folder.resolve("cache")));
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("data"), content);
    }

    private static DatasetManifest manifest(String name, String content) {
        byte[] bytes = content.getBytes(UTF_8);
        return new DatasetManifest(
                SchemaVersion.VERSION, name, Json.sha256(bytes), bytes.length, List.of("cat", "dog"), 3, 32, 32, 10, 5);
    }

    @Test
    void publishedDatasetIsResolvedAndFetched() throws Exception {
        DatasetManifest manifest = manifest("pets", "images");
        catalog.publish(file("images"), manifest);
        catalog.publish(file("images"), manifest);

        assertThat(catalog.list()).extracting(StoredDataset::manifest).containsExactly(manifest);
        assertThat(catalog.list()).containsExactly(catalog.stored(DatasetName.parse(manifest.name())));
        assertThat(catalog.resolve(DatasetName.parse("pets"))).isEqualTo(manifest);
        assertThat(catalog.fetch(manifest.ref())).hasContent("images");
    }

    @Test
    void unknownOrAmbiguousNameIsRejectedWithAlternatives() throws Exception {
        assertThatThrownBy(() -> catalog.resolve(DatasetName.parse("pets")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("no data set yet");
        catalog.publish(file("one"), manifest("pets", "one"));
        catalog.publish(file("two"), manifest("pets", "two"));
        String digest = manifest("pets", "two").sha256();

        assertThatThrownBy(() -> catalog.resolve(DatasetName.parse("cars")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("'cars'")
                .hasMessageContaining("known are pets");
        assertThatThrownBy(() -> catalog.resolve(DatasetName.parse("pets")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("pets@" + digest.substring(0, 12));
        assertThat(catalog.resolve(DatasetName.parse("pets@" + digest.substring(0, 8))))
                .isEqualTo(manifest("pets", "two"));
    }

    @Test
    void fileThatDoesNotMatchItsManifestIsNotPublished() throws Exception {
        Path other = file("Images");

        assertThatThrownBy(() -> catalog.publish(other, manifest("pets", "images")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("sha256");
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void damagedDataIsRepairedByAddingItAgain() throws Exception {
        DatasetManifest manifest = manifest("pets", "images");
        catalog.publish(file("images"), manifest);
        store.put(StoreKeys.datasetData(manifest.ref()), "IMAGES".getBytes(UTF_8));
        assertThatThrownBy(() -> catalog.fetch(manifest.ref()))
                .isInstanceOf(CorruptObjectException.class)
                .hasMessageContaining("redoubt data add");

        catalog.publish(file("images"), manifest);

        assertThat(catalog.fetch(manifest.ref())).hasContent("images");
    }

    @Test
    void manifestOfAnotherDataSetIsNotUsed() throws Exception {
        DatasetManifest pets = manifest("pets", "images");
        catalog.publish(file("images"), pets);
        catalog.publish(file("images"), manifest("cars", "images"));
        store.put(StoreKeys.datasetManifest(pets.ref()), Json.pretty(manifest("cars", "images")));
        store.put(StoreKeys.datasetManifest(manifest("toys", "x").ref()), "not JSON".getBytes(UTF_8));

        assertThat(catalog.list())
                .extracting(dataset -> dataset.manifest().name())
                .containsExactly("cars");
        assertThat(catalog.contains(pets.ref())).isFalse();
        assertThatThrownBy(() -> catalog.resolve(DatasetName.parse("pets")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("redoubt data add");
        assertThatThrownBy(() -> catalog.fetch(pets.ref()))
                .isInstanceOf(CorruptObjectException.class)
                .hasMessageContaining("belongs to another data set");
        catalog.publish(file("images"), pets);
        assertThat(catalog.resolve(DatasetName.parse("pets"))).isEqualTo(pets);
        assertThat(catalog.contains(pets.ref())).isTrue();
    }

    @Test
    void missingDataSetIsNotReportedAsDamaged() {
        List<String> warnings = new ArrayList<>();
        Logger logger = Logger.getLogger(DatasetCatalog.class.getName());
        logger.setFilter(record -> warnings.add(record.getMessage()));

        boolean present = catalog.contains(manifest("new", "images").ref());

        logger.setFilter(null);
        assertThat(present).isFalse();
        assertThat(warnings).isEmpty();
    }
}
