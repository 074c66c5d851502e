package io.redoubt.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.api.Json;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.AttackMetrics;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.corruption.Corruptions;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.testkit.job.ResumedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackWorkTest {

    /** The pass over the clean images, then one block of searches. */
    private static final CheckpointPosition ONE_BLOCK = new CheckpointPosition(0, NoiseJob.IMAGES + 256);

    private final AttackWork work = new AttackWork(BatchSize.AUTO);

    @TempDir
    Path folder;

    @Test
    void stoppedAttackResumesFromTheLastBlockToTheSameResult() throws Exception {
        AttackSpec spec = spec("pgd-2", 0, NoiseJob.IMAGES);

        ResumedJob.assertSameResult(work, spec, NoiseJob.of(folder, spec), ONE_BLOCK);
    }

    @Test
    void attackStoresExamplesAndRecordsTheFiguresOfTheSuite() throws IOException {
        AttackSpec spec = spec("apgd-ce-2+square-3", 10, 20);

        JobResult result = work.run(spec, NoiseJob.of(folder, spec));

        AdversarialExamples examples =
                AdversarialExamples.read(folder.resolve(ResultFileNames.EXAMPLES), new IndexRange(10, 20));
        List<AttackFigures> figures =
                AttackMetrics.decode(spec.attack(), result.metrics()).orElseThrow();
        assertThat(figures).extracting(AttackFigures::attack).containsExactly("clean", "apgd-ce-2", "square-3");
        assertThat(figures.get(0).attacked()).isEqualTo(10);
        int fooled = figures.stream().mapToInt(AttackFigures::fooled).sum();
        assertThat(examples.withstood().cardinality()).isEqualTo(10 - fooled);
        assertThat(result.metrics())
                .hasSize(2 + 3 * 3)
                .containsKeys(ResultManifest.FORWARD_PASSES, ResultManifest.BACKWARD_PASSES);
    }

    @Test
    void corruptedImagesArePredictedButNotStored() throws IOException {
        AttackSpec spec = spec(AttackName.CORRUPTIONS, 4, 8);

        JobResult result = work.run(spec, NoiseJob.of(folder, spec));

        assertThat(result.parts()).hasSize(1);
        CorruptionScores scores =
                Json.read(Files.readAllBytes(folder.resolve(ResultFileNames.CORRUPTIONS)), CorruptionScores.class);
        assertThat(scores.from()).isEqualTo(4);
        assertThat(scores.labels()).containsExactly(0, 0, 0, 0);
        assertThat(scores.families()).containsOnlyKeys(Corruptions.names());
        assertThat(result.metrics())
                .isEqualTo(Map.of(
                        ResultManifest.FORWARD_PASSES,
                        4.0 * 5 * Corruptions.names().size()));
    }

    private static AttackSpec spec(String attack, int from, int to) {
        return new AttackSpec(
                NoiseJob.DATASET,
                AttackName.parse(attack),
                new Threat(Threat.LINF, Radius.parse("8/255")),
                Radius.parse("4/255"),
                from,
                to,
                3);
    }
}
