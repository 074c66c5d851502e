package io.redoubt.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.api.Json;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.data.ImageSet;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.testkit.job.FolderJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateWorkTest {

    private static final IndexRange ALL = new IndexRange(0, EvaluationInputs.IMAGES);
    private static final String EXAMPLES = "examples/pgd-2/0-12";
    private static final EvaluateSpec SPEC = new EvaluateSpec(
            EvaluationInputs.DATASET,
            new Threat("linf", Radius.parse("8/255")),
            List.of(AttackName.parse("pgd-2")),
            EvaluationInputs.IMAGES);

    @TempDir
    Path folder;

    @Test
    void storedExamplesOfAnEnsembleAreScoredByTheEnsemble() throws IOException {
        FolderJob job = FolderJob.of(folder, SPEC, Set.of("model.0", "model.1", EXAMPLES));
        ImageSet images = EvaluationInputs.images();
        EvaluationSubject subject = EvaluationSubject.read(List.of(
                EvaluationInputs.writeModel(job, "model.0", EvaluationInputs.ONE),
                EvaluationInputs.writeModel(job, "model.1", EvaluationInputs.ANOTHER)));
        Path examples = EvaluationInputs.writeExamples(job, EXAMPLES, subject, images, ALL);
        EvaluationInputs.writeDataset(job);

        JobResult result = new EvaluateWork(BatchSize.AUTO).run(SPEC, job);

        Scores scores = Json.read(Files.readAllBytes(folder.resolve(ResultFileNames.SCORES)), Scores.class);
        try (LoadedModel model = LoadedModel.of(subject, images.shape())) {
            assertThat(scores.clean())
                    .isEqualTo(
                            Predictions.of(model, images, ALL, progress -> {}).predictedList());
            assertThat(scores.attacks().get("pgd-2"))
                    .isEqualTo(Predictions.of(model, AdversarialExamples.read(examples, ALL), progress -> {})
                            .predictedList());
        }
        assertThat(result.metrics())
                .as("clean and adversarial images through two networks")
                .containsEntry(ResultManifest.FORWARD_PASSES, EvaluationInputs.IMAGES * 2 * 2.0);
        assertThat(result.alarms()).as("random weights").anyMatch(alarm -> alarm.startsWith("clean accuracy of "));
        Accuracy robust = Accuracy.robust(scores);
        assertThat(result.metrics())
                .containsEntry(
                        ResultManifest.STANDARD_ACCURACY,
                        Accuracy.standard(scores).share())
                .containsEntry(ResultManifest.ROBUST_ACCURACY, robust.share())
                .containsEntry(
                        ResultManifest.ROBUST_ACCURACY_LOW,
                        robust.confidence95().low())
                .containsEntry(
                        ResultManifest.ROBUST_ACCURACY_HIGH,
                        robust.confidence95().high());
    }
}
