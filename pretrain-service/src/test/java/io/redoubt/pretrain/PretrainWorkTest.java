package io.redoubt.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.redoubt.api.Json;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.DatasetOrigin;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.artifact.ResultFile;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.StoppedJob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    private StoppedJob job;

    @BeforeEach
    void write() throws IOException {
        job = StoppedJob.never(folder, SPEC, Set.of());
        byte[] pixels = new byte[IMAGES * 8 * 8];
        new Random(2).nextBytes(pixels);
        ImageSet images = new ImageSet(1, 8, 8, ByteBuffer.wrap(pixels), new int[IMAGES]);
        ImageDataset dataset =
                new ImageDataset("noise", List.of("cat", "dog"), images, images, new DatasetOrigin("drawn", "CC0"));
        try (OutputStream out = Files.newOutputStream(job.dataset(SPEC.dataset()))) {
            DatasetFile.write(dataset, out);
        }
    }

    @Test
    void theResultIsTheBestModelAndTheHistoryOfItsEpochs() throws IOException {
        JobResult result = work.run(SPEC, job);

        Map<String, byte[]> files = files(result);
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
    void aStoppedJobResumesToTheSameResult(int epoch, int step) throws IOException {
        JobResult uninterrupted = work.run(SPEC, job);
        Map<String, byte[]> files = files(uninterrupted);
        StoppedJob stopped = job.at(new CheckpointPosition(epoch, step));
        assertThatThrownBy(() -> work.run(SPEC, stopped)).isInstanceOf(StoppedJob.Stopped.class);

        JobResult resumed = work.run(SPEC, stopped.again());

        assertThat(files(resumed)).usingRecursiveComparison().isEqualTo(files);
        assertThat(resumed.metrics()).isEqualTo(uninterrupted.metrics());
    }

    private static Map<String, byte[]> files(JobResult result) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (ResultFile part : result.parts()) {
            files.put(part.name(), Files.readAllBytes(part.file()));
        }
        return files;
    }
}
