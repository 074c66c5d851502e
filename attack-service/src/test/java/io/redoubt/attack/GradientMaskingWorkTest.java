package io.redoubt.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.job.DiagnoseSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.pipeline.job.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradientMaskingWorkTest {

    private static final DiagnoseSpec SPEC =
            new DiagnoseSpec(NoiseJob.DATASET, new Threat(Threat.LINF, Radius.parse("8/255")), 4, 3);

    @TempDir
    Path folder;

    @Test
    void diagnosisIsStoredAndItsPassesAreCounted() throws IOException {
        JobResult result = new GradientMaskingWork(BatchSize.AUTO).run(SPEC, NoiseJob.of(folder, SPEC));

        GradientMaskingDiagnosis diagnosis = Json.read(
                Files.readAllBytes(folder.resolve(ResultFileNames.DIAGNOSIS)), GradientMaskingDiagnosis.class);
        assertThat(diagnosis.images()).isEqualTo(4);
        assertThat(diagnosis.zeroGradients()).isZero();
        assertThat(diagnosis.probabilities()).isFalse();
        assertThat(result.parts()).hasSize(1);
        assertThat(result.metrics())
                .containsOnlyKeys(ResultManifest.FORWARD_PASSES, ResultManifest.BACKWARD_PASSES)
                .allSatisfy((metric, passes) -> assertThat(passes).isPositive());
    }
}
