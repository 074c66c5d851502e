package io.redoubt.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.job.DatasetRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreKeysTest {

    private static final String DIGEST = "ab".repeat(32);

    @Test
    void keysFollowTheDocumentedLayout() {
        DatasetRef dataset = new DatasetRef("cifar-10", DIGEST);

        assertThat(StoreKeys.datasetData(dataset)).isEqualTo("datasets/cifar-10/" + DIGEST + "/data.safetensors");
        assertThat(StoreKeys.datasetManifest(dataset)).isEqualTo("datasets/cifar-10/" + DIGEST + "/manifest.json");
        assertThat(StoreKeys.claim(DIGEST)).isEqualTo("jobs/" + DIGEST + "/claim.json");
        assertThat(StoreKeys.checkpointState(DIGEST, "12"))
                .isEqualTo("jobs/" + DIGEST + "/checkpoints/12/state.safetensors");
        assertThat(StoreKeys.checkpointManifest(DIGEST, "12.7"))
                .isEqualTo("jobs/" + DIGEST + "/checkpoints/12.7/manifest.json");
        assertThat(StoreKeys.resultPart(DIGEST, "model.safetensors"))
                .isEqualTo("jobs/" + DIGEST + "/result/model.safetensors");
        assertThat(StoreKeys.resultManifest(DIGEST)).isEqualTo("jobs/" + DIGEST + "/result/manifest.json");
        assertThat(StoreKeys.experiment("quickstart-1", "report.json"))
                .isEqualTo("experiments/quickstart-1/report.json");
    }

    @Test
    void keysAreParsed() {
        DatasetRef dataset = new DatasetRef("cifar-10", DIGEST);

        assertThat(StoreKeys.datasetOfManifest(StoreKeys.datasetManifest(dataset)))
                .contains(dataset);
        assertThat(StoreKeys.datasetOfManifest(StoreKeys.datasetData(dataset))).isEmpty();
        assertThat(StoreKeys.positionOfManifest(StoreKeys.checkpointManifest(DIGEST, "7.2")))
                .contains("7.2");
        assertThat(StoreKeys.positionOfManifest(StoreKeys.checkpointState(DIGEST, "7")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "a/b", "..", "", "A", "manifest.json"})
    void invalidPartNameIsRejected(String part) {
        assertThatThrownBy(() -> StoreKeys.resultPart(DIGEST, part)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void invalidDigestsAndIdsAreRejected() {
        assertThatThrownBy(() -> StoreKeys.claim("../x")).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> StoreKeys.experiment("a/../b", "report.json"))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> StoreKeys.checkpointState(DIGEST, "../7")).isInstanceOf(InvalidFieldException.class);
    }
}
