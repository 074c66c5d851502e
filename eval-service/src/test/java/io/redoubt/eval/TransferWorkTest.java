package io.redoubt.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.IndexRange;
import io.redoubt.api.Json;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.TransferSpec;
import io.redoubt.api.report.TransferScores;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.evaluate.InvalidExamplesException;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.data.ImageSet;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.testkit.job.FolderJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One model evaluated on the examples of another and of the ensemble of both, in two shards. */
class TransferWorkTest {

    private static final String OTHER = "other/full-standard";
    private static final String BOTH = "own/full-standard+other/full-standard";
    private static final List<IndexRange> SHARDS =
            List.of(new IndexRange(0, 8), new IndexRange(8, EvaluationInputs.IMAGES));
    private static final TransferSpec SPEC = new TransferSpec(
            EvaluationInputs.DATASET,
            List.of(OTHER, BOTH),
            List.of(AttackName.parse("pgd-2")),
            EvaluationInputs.IMAGES);

    @TempDir
    Path folder;

    private FolderJob job;
    private EvaluationSubject subject;
    private final Map<String, List<AdversarialExamples>> examples = new LinkedHashMap<>();

    @BeforeEach
    void write() throws IOException {
        job = FolderJob.of(folder, SPEC, Set.of("model", role(OTHER, 0), role(OTHER, 1), role(BOTH, 0), role(BOTH, 1)));
        EvaluationInputs.writeDataset(job);
        subject = EvaluationSubject.read(List.of(EvaluationInputs.writeModel(job, "model", EvaluationInputs.ONE)));
        EvaluationSubject other =
                EvaluationSubject.read(List.of(EvaluationInputs.writeModel(job, "other", EvaluationInputs.ANOTHER)));
        write(OTHER, other);
        write(
                BOTH,
                new EvaluationSubject(
                        List.of(subject.members().get(0), other.members().get(0))));
    }

    private void write(String source, EvaluationSubject attacked) throws IOException {
        List<AdversarialExamples> written = new ArrayList<>();
        for (int shard = 0; shard < SHARDS.size(); shard++) {
            Path file = EvaluationInputs.writeExamples(
                    job, role(source, shard), attacked, EvaluationInputs.images(), SHARDS.get(shard));
            written.add(AdversarialExamples.read(file, SHARDS.get(shard)));
        }
        examples.put(source, written);
    }

    @Test
    void subjectIsScoredOnTheStoredExamplesOfEverySource() throws IOException {
        JobResult result = new TransferWork(BatchSize.AUTO).run(SPEC, job);

        TransferScores scores =
                Json.read(Files.readAllBytes(folder.resolve(ResultFileNames.TRANSFER)), TransferScores.class);
        assertThat(scores.labels()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
        assertThat(scores.sources()).containsOnlyKeys(OTHER, BOTH);
        try (LoadedModel model =
                LoadedModel.of(subject, EvaluationInputs.images().shape())) {
            for (String source : SPEC.sources()) {
                List<Integer> expected = new ArrayList<>();
                examples.get(source)
                        .forEach(shard -> expected.addAll(
                                Predictions.of(model, shard, progress -> {}).predictedList()));
                assertThat(scores.of(source)).isEqualTo(Map.of("pgd-2", expected));
            }
        }
        assertThat(scores.of(OTHER)).as("the sources' examples differ").isNotEqualTo(scores.of(BOTH));
        assertThat(result.metrics())
                .as("two sources, one attack, one network")
                .containsEntry(ResultManifest.FORWARD_PASSES, EvaluationInputs.IMAGES * 2 * 1.0);
    }

    @Test
    void examplesWithOtherLabelsAreRejected() throws IOException {
        ImageSet mislabelled = EvaluationInputs.images(new int[EvaluationInputs.IMAGES]);
        EvaluationInputs.writeExamples(job, role(BOTH, 1), subject, mislabelled, SHARDS.get(1));

        assertThatThrownBy(() -> new TransferWork(BatchSize.AUTO).run(SPEC, job))
                .isInstanceOf(InvalidExamplesException.class)
                .hasMessageContaining("image 8 has label 0; in the data set it is 2");
    }

    private static String role(String source, int shard) {
        IndexRange range = SHARDS.get(shard);
        return "examples/" + source + "/pgd-2/" + range.from() + "-" + range.to();
    }
}
