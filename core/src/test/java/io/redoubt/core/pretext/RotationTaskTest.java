package io.redoubt.core.pretext;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RotationTaskTest {
    private final RotationTask rotation = new RotationTask();

    @Test
    void rotationIsCounterClockwiseForEachChannel() {
        float[] image = {
            1, 2, //
            3, 4, //
            5, 6, //
            7, 8
        };

        assertThat(turned(image, 0)).containsExactly(image);
        assertThat(turned(image, 1)).containsExactly(2, 4, 1, 3, 6, 8, 5, 7);
        assertThat(turned(image, 2)).containsExactly(4, 3, 2, 1, 8, 7, 6, 5);
        assertThat(turned(image, 3)).containsExactly(3, 1, 4, 2, 7, 5, 8, 6);
    }

    @Test
    void fourQuarterTurnsAreTheIdentity() {
        float[] image = new float[25];
        for (int i = 0; i < image.length; i++) {
            image[i] = i;
        }
        float[] turned = image;
        for (int i = 0; i < 4; i++) {
            float[] next = new float[25];
            rotation.transform(turned, 5, new long[] {1}, next);
            turned = next;
        }
        assertThat(turned).containsExactly(image);
    }

    @Test
    void classesOfABatchAreBalanced() {
        long[] targets = rotation.drawTargets(130, new RandomStream(1));

        assertThat(targets).hasSize(130);
        for (int turns = 0; turns < 4; turns++) {
            int wanted = turns;
            assertThat(Arrays.stream(targets).filter(t -> t == wanted).count()).isBetween(31L, 33L);
        }
        assertThat(targets).isNotEqualTo(rotation.drawTargets(130, new RandomStream(2)));
    }

    @Test
    void singleImageGetsEveryClassEventually() {
        long[] counts = new long[4];
        for (int seed = 0; seed < 400; seed++) {
            counts[(int) rotation.drawTargets(1, new RandomStream(seed))[0]]++;
        }
        for (long count : counts) {
            assertThat(count).isBetween(60L, 140L);
        }
    }

    @Test
    void rotatedImagesEqualPyTorch() {
        PretextRecording recording = PretextRecording.of("rotation");
        float[] images = recording.floats("images");
        long[] turns = recording.longs("t");
        float[] expected = recording.floats("x");
        int size = 3 * 16 * 16;
        for (int i = 0; i < turns.length; i++) {
            float[] result = new float[size];

            rotation.transform(Arrays.copyOfRange(images, size * i, size * (i + 1)), 16, new long[] {turns[i]}, result);

            assertThat(result).containsExactly(Arrays.copyOfRange(expected, size * i, size * (i + 1)));
        }
    }

    @Test
    void lossAndInputGradientEqualPyTorch() {
        PretextRecording.of("rotation")
                .assertAgreesWith(rotation.objective(new PreActResNet(10, 2, 2, Normalisation.IMAGENET)));
    }

    private static float[] turned(float[] image, long turns) {
        float[] result = new float[image.length];
        new RotationTask().transform(image, 2, new long[] {turns}, result);
        return result;
    }
}
