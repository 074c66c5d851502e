package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.toy.FlipTask;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pretraining on a pretext task that is not in the registry. */
class NewPretextTest {
    private static final FlipTask FLIP = new FlipTask();

    @Test
    void unregisteredTaskIsPretrainedAdversarially() {
        PretrainSpec spec = spec(8);
        Pretraining pretraining = new Pretraining(FLIP, spec, shaded(8, 8));

        TrainingState end = pretraining.run(pretraining.start(), RecordingObserver.uninterrupted());

        assertThat(end.bestEpoch().accuracy()).isEqualTo(1);
        assertThat(end.bestEpoch().robustAccuracy()).isGreaterThan(0.8);
        assertThat(pretraining.settings()).isEmpty();
    }

    @Test
    void imagesThatAreNotSquareAreRejected() {
        assertThatThrownBy(() -> new Pretraining(FLIP, spec(1), shaded(8, 12)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("dataset: images of 8x12 are not square; pretext tasks require square images");
    }

    @Test
    void imagesOfUnsupportedSizeAreRejected() {
        PretrainSpec jigsaw =
                StripeImages.pretrainSpec("jigsaw", TrainingMode.STANDARD, StripeImages.unaugmented(1), 1);

        assertThatThrownBy(() -> new Pretraining(jigsaw, shaded(10, 10)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("images of 10x10");
    }

    /** Returns a spec with the name of another task; the tests pass the task as an object. */
    private static PretrainSpec spec(int epochs) {
        return StripeImages.pretrainSpec("rotation", TrainingMode.ADVERSARIAL, StripeImages.unaugmented(epochs), 1);
    }

    /** Returns images that are dark at the top and bright at the bottom. */
    private static ImageDataset shaded(int height, int width) {
        ByteBuffer pixels = ByteBuffer.allocate(StripeImages.TRAIN * height * width);
        for (int i = 0; i < StripeImages.TRAIN; i++) {
            for (int pixel = 0; pixel < height * width; pixel++) {
                pixels.put((byte) (pixel / width < height / 2 ? 20 + i : 160 + i));
            }
        }
        int[] labels = new int[StripeImages.TRAIN];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
        }
        ImageSet images = new ImageSet(1, height, width, pixels.flip(), labels);
        return new ImageDataset("shaded", List.of("even", "odd"), images, images);
    }
}
