package io.redoubt.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.redoubt.api.Json;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.testkit.job.FolderJob;
import io.redoubt.testkit.job.NoiseFiles;
import io.redoubt.testkit.job.ResumedJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretrainWorkTest {

    private static final int IMAGES = 40;

    /** Two epochs of three steps. */
    private static final PretrainSpec SPEC =
            Json.read("""
            {"stage": "pretrain", "dataset": {"name": "noise", "sha256": "%s"}, "model": {"depth": 10, "width": 2},
             "task": "rotation", "training": "adversarial", "threat": {"norm": "linf", "eps": "8/255"}, "seed": 3,
             "recipe": {"epochs": 2, "batch": 10, "learningRate": 0.05, "momentum": 0.9, "nesterov": true,
               "weightDecay": 0.0005, "schedule": "cosine", "decay": {"floor": 0, "drops": [0.5], "factor": 0.1},
               "warmupSteps": 0, "augmentation": "crop-flip",
               "attack": {"steps": 2, "step": "4/255", "batchNorm": "eval"},
               "averaging": {"method": "none", "decay": 0.9, "start": 0}, "holdout": 0.25, "selectionSteps": 2}}
            """.formatted("ab".repeat(32)).getBytes(StandardCharsets.UTF_8), PretrainSpec.class);

    private final PretrainWork work = new PretrainWork();

    @TempDir
    Path folder;

    private FolderJob job;

    @BeforeEach
    void write() throws IOException {
        job = FolderJob.of(folder, SPEC, Set.of());
        NoiseFiles.writeDataset(job.dataset(SPEC.dataset()), new int[IMAGES]);
    }

    @Test
    void resultIsTheBestModelAndTheHistory() throws IOException {
        JobResult result = work.run(SPEC, job);

        Map<String, byte[]> files = ResumedJob.files(result);
        assertThat(files).containsOnlyKeys(ResultFileNames.MODEL, ResultFileNames.HISTORY);
        ModelFile model = ModelFile.read(folder.resolve(ResultFileNames.MODEL));
        assertThat(model.description().task()).isEqualTo("rotation");
        assertThat(model.description().job()).isEqualTo(job.job().fingerprint());
        assertThat(model.weights().find("conv1.weight")).isPresent();
        List<EpochRecord> history =
                Json.mapper().readValue(files.get(ResultFileNames.HISTORY), new TypeReference<>() {});
        assertThat(history).extracting(EpochRecord::epoch).containsExactly(1, 2);
        assertThat(history).allSatisfy(epoch -> assertThat(epoch.metrics()).containsKeys("loss", "robustAccuracy"));
        assertThat(result.metrics().get(ResultManifest.BEST_EPOCH)).isBetween(1.0, 2.0);
        assertThat(result.metrics().get(ResultManifest.FORWARD_PASSES)).isPositive();
    }

    /** In the middle of an epoch, after its last step, and at its end. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 3", "1, 0", "1, 2"})
    void stoppedJobResumesToTheSameResult(int epoch, int step) throws Exception {
        ResumedJob.assertSameResult(work, SPEC, job, new CheckpointPosition(epoch, step));
    }
}
