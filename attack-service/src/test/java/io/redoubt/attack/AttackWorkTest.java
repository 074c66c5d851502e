package io.redoubt.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.InputRoles;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.Radius;
import io.redoubt.api.request.Threat;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.DatasetOrigin;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.model.ModelDescription;
import io.redoubt.core.model.ModelFile;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PreActResNet;
import io.redoubt.core.model.Weights;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.StoppedJob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackWorkTest {
    private static final int IMAGES = 300;
    private static final AttackSpec SPEC = new AttackSpec(
            new DatasetRef("noise", "ab".repeat(32)),
            AttackName.parse("pgd-2"),
            new Threat(Threat.LINF, Radius.parse("8/255")),
            Radius.parse("4/255"),
            0,
            IMAGES,
            3);
    /** All images as they are, then a block of searches. */
    private static final CheckpointPosition A_BLOCK = new CheckpointPosition(0, IMAGES + 256);

    private final AttackWork work = new AttackWork();

    @TempDir
    Path folder;

    private StoppedJob job;

    @BeforeEach
    void write() throws IOException {
        job = StoppedJob.never(folder, SPEC, Set.of(InputRoles.MODEL));
        List<String> classes = List.of("cat", "dog");
        PreActResNet network = new PreActResNet(10, 2, classes.size(), Normalisation.forChannels(1));
        new ModelFile(
                        ModelDescription.of(
                                network, classes, ModelDescription.CLASSIFICATION, ModelDescription.IMPORTED),
                        Weights.initial(network.tensors(), 1))
                .write(job.input(InputRoles.MODEL));
        byte[] pixels = new byte[IMAGES * 8 * 8];
        new Random(2).nextBytes(pixels);
        ImageSet images = new ImageSet(1, 8, 8, ByteBuffer.wrap(pixels), new int[IMAGES]);
        try (OutputStream out = Files.newOutputStream(job.dataset(SPEC.dataset()))) {
            DatasetFile.write(
                    new ImageDataset("noise", classes, images, images, new DatasetOrigin("drawn", "CC0")), out);
        }
    }

    @Test
    void anAttackThatIsStoppedGoesOnFromItsLastBlockToTheSameResult() throws IOException {
        JobResult undisturbed = work.run(SPEC, job);
        byte[] examples = examples(undisturbed);
        StoppedJob stopped = job.at(A_BLOCK);
        assertThatThrownBy(() -> work.run(SPEC, stopped)).isInstanceOf(StoppedJob.Stopped.class);

        JobResult resumed = work.run(SPEC, stopped.again());

        assertThat(examples(resumed)).isEqualTo(examples);
        assertThat(withoutSeconds(resumed)).isEqualTo(withoutSeconds(undisturbed));
    }

    private static byte[] examples(JobResult result) throws IOException {
        return Files.readAllBytes(result.parts().get(0).file());
    }

    private static Map<String, Double> withoutSeconds(JobResult result) {
        Map<String, Double> metrics = new TreeMap<>(result.metrics());
        metrics.keySet().removeIf(metric -> metric.endsWith(ResultManifest.SECONDS));
        return metrics;
    }
}
