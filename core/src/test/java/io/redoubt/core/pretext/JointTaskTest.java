package io.redoubt.core.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.core.model.JointNetwork;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JointTaskTest {
    private static final int SIDE = 8;
    private static final PretextTask JOINT =
            PretextTasks.STANDARD.of(PretextTaskNames.of("selfie", "rotation", "jigsaw"), 5);
    private static final List<PretextTask> TASKS = List.of(new JigsawTask(5), new RotationTask(), new SelfieTask());

    @Test
    void imageIsTransformedForEachTask() {
        float[] image = new float[3 * SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = i;
        }
        long[] targets = JOINT.drawTargets(1, new RandomStream(9));
        float[] inputs = new float[JOINT.inputsPerImage() * image.length];

        JOINT.transform(image, SIDE, targets, inputs);

        long[][] own = {{targets[0]}, {targets[1]}, Arrays.copyOfRange(targets, 2, 18)};
        for (int i = 0; i < TASKS.size(); i++) {
            float[] expected = new float[image.length];
            TASKS.get(i).transform(image, SIDE, own[i], expected);
            assertThat(Arrays.copyOfRange(inputs, i * image.length, (i + 1) * image.length))
                    .containsExactly(expected);
        }
    }

    @Test
    void targetsOfABatchAreThoseOfEachTask() {
        int images = 6;

        long[] targets = JOINT.drawTargets(images, new RandomStream(2));

        assertThat(targets).hasSize(images * JOINT.targetsPerImage());
        RandomStream random = new RandomStream(2);
        int place = 0;
        for (PretextTask task : TASKS) {
            long[] drawn = task.drawTargets(images, random);
            int each = task.targetsPerImage();
            for (int i = 0; i < drawn.length; i++) {
                assertThat(targets[i / each * JOINT.targetsPerImage() + place + i % each])
                        .isEqualTo(drawn[i]);
            }
            place += each;
        }
    }

    @Test
    void settingsAreKeyedByTask() {
        assertThat(JOINT.settings())
                .isEqualTo(Map.of(
                        "jigsaw", new JigsawTask(5).settings(),
                        "rotation", Map.of(),
                        "selfie", new SelfieTask().settings()));
    }

    @Test
    void imagesUnsupportedByOneTaskAreRejected() {
        assertThatThrownBy(() -> JOINT.requireShape(new ImageShape(3, 30, 30)))
                .isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void trunksWithDifferentTensorsAreRejected() {
        PreActResNet narrow = new PreActResNet(10, 2, 4, Normalisation.IMAGENET);
        PreActResNet wide = new PreActResNet(10, 4, 4, Normalisation.IMAGENET);
        List<JointNetwork.Branch> branches =
                List.of(new JointNetwork.Branch("rotation", narrow, 1), new JointNetwork.Branch("jigsaw", wide, 1));

        assertThatThrownBy(() -> new JointNetwork(branches, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rotation and jigsaw differ");
    }
}
