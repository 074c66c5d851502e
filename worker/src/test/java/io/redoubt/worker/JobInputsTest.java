package io.redoubt.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.ImageShard;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.safetensors.Tensor;
import io.redoubt.testkit.job.FolderJob;
import io.redoubt.testkit.job.NoiseFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobInputsTest {

    private static final ImageShape SHAPE = new ImageShape(1, 8, 8);
    private static final AttackSpec SPEC = new AttackSpec(
            new DatasetRef("noise", "ab".repeat(32)),
            AttackName.parse("pgd-2"),
            new Threat(Threat.LINF, Radius.parse("8/255")),
            Radius.parse("4/255"),
            0,
            10,
            3);

    @TempDir
    Path folder;

    @Test
    void ensembleMembersAreLoadedAsOneModel() throws IOException {
        FolderJob job = job("model.0", "model.1");

        try (LogitFunction model = JobInputs.model(job, SHAPE, BatchSize.of(7))) {
            assertThat(model.networks()).isEqualTo(2);
            assertThat(model.classes()).isEqualTo(3);
            assertThat(model.batch(SHAPE)).isEqualTo(7);
            assertThat(model.logits(new float[4][64])).hasDimensions(4, 3);
        }
    }

    @Test
    void jobWithoutAModelIsRejected() throws IOException {
        FolderJob job = job("trunk");

        assertThatThrownBy(() -> JobInputs.model(job, SHAPE, BatchSize.AUTO))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("hold neither model nor");
    }

    @Test
    void examplesOfAnotherRangeAreRejected() throws IOException {
        FolderJob job = job();
        IndexRange range = new IndexRange(3, 4);
        AdversarialExamples examples = new AdversarialExamples(
                range,
                Tensor.of("images", new long[] {1, 1, 8, 8}, new float[64]),
                Tensor.of("labels", new long[] {1}, new long[] {0}),
                Optional.empty());
        examples.write(job.input("shard"));

        assertThat(JobInputs.examples(job, new ImageShard("shard", range))).isEqualTo(examples);
        assertThatThrownBy(() -> JobInputs.examples(job, new ImageShard("shard", new IndexRange(4, 5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the file holds examples of images 3-4, not 4-5");
    }

    private FolderJob job(String... models) throws IOException {
        FolderJob job = FolderJob.of(folder, SPEC, Set.of(models));
        PreActResNet network = new PreActResNet(10, 2, 3, Normalisation.forChannels(1));
        for (String model : models) {
            NoiseFiles.writeModel(job.input(model), network, model.hashCode());
        }
        return job;
    }
}
