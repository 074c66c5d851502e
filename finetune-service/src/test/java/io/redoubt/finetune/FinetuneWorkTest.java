package io.redoubt.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Json;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.core.train.DivergedException;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.testkit.job.FolderJob;
import io.redoubt.testkit.job.NoiseFiles;
import io.redoubt.testkit.job.ResumedJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinetuneWorkTest {
    private static final int IMAGES = 40;
    /** Two epochs of three steps. */
    private static final String JSON = """
            {"stage": "finetune", "dataset": {"name": "noise", "sha256": "%s"}, "model": {"depth": 10, "width": 2}, "scope": "full",
             "training": "adversarial", "frozenBatchNorm": "eval",
             "objective": {"loss": "madry", "beta": 6, "labelSmoothing": 0},
             "threat": {"norm": "linf", "eps": "8/255"}, "seed": 3,
             "recipe": {"epochs": 2, "batch": 10, "learningRate": 0.05, "momentum": 0.9, "nesterov": true,
               "weightDecay": 0.0005, "schedule": "cosine", "decay": {"floor": 0, "drops": [0.5], "factor": 0.1},
               "warmupSteps": 0, "augmentation": "crop-flip",
               "attack": {"steps": 2, "step": "4/255", "batchNorm": "eval"},
               "averaging": {"method": "ema", "decay": 0.9, "start": 0}, "holdout": 0.25, "selectionSteps": 2}}
            """.formatted("ab".repeat(32));

    private static final FinetuneSpec SPEC = spec(JSON);

    private final FinetuneWork work = new FinetuneWork();

    @TempDir
    Path folder;

    private FolderJob job;

    private static FinetuneSpec spec(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), FinetuneSpec.class);
    }

    @BeforeEach
    void write() throws IOException {
        job = FolderJob.of(folder, SPEC, Set.of());
        NoiseFiles.writeDataset(
                job.dataset(SPEC.dataset()),
                IntStream.range(0, IMAGES).map(i -> i % 2).toArray());
    }

    /** In the middle of an epoch, after its last step, and at its end. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 3", "1, 0", "1, 2"})
    void stoppedJobResumesToTheSameResult(int epoch, int step) throws Exception {
        ResumedJob.assertSameResult(work, SPEC, job, new CheckpointPosition(epoch, step));
    }

    /** Seed 3 draws two images of the same class of 40 that are sorted by class. */
    @ParameterizedTest
    @CsvSource({"0.05, 0", "0.025, 1"})
    void classesWithoutHeldOutImagesAreCounted(String holdout, int classes) throws Exception {
        NoiseFiles.writeDataset(
                job.dataset(SPEC.dataset()),
                IntStream.range(0, IMAGES).map(i -> i / 20).toArray());
        FinetuneSpec spec = spec(JSON.replace("0.25", holdout).replace("\"epochs\": 2", "\"epochs\": 1"));

        JobResult result = work.run(spec, FolderJob.of(folder, spec, Set.of()));

        assertThat(result.metrics().getOrDefault("classesNotHeldOut", 0.0)).isEqualTo(classes);
    }

    @Test
    void divergedTrainingFailsAndNamesTheFieldOfTheRequest() {
        FinetuneSpec diverging = spec(JSON.replace("\"learningRate\": 0.05", "\"learningRate\": 100")
                .replace("\"weightDecay\": 0.0005", "\"weightDecay\": 1"));

        assertThatThrownBy(() -> work.run(diverging, FolderJob.of(folder, diverging, Set.of())))
                .isInstanceOf(DivergedException.class)
                .hasMessageStartingWith("the logits of held-out images are not finite in epoch 1")
                .hasMessageEndingWith("training diverged: lower learningRate or add warmupSteps");
        assertThat(folder).isDirectoryNotContaining("glob:**.safetensors");
    }
}
