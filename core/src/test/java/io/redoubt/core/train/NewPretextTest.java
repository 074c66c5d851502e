package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.request.TrainingMode;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.toy.FlipTask;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pretext task that the engine has never seen is trained like its own. */
class NewPretextTest {
    private static final FlipTask FLIP = new FlipTask();

    @Test
    void aTaskOfOneClassIsPretrainedAdversarially() {
        PretrainSpec spec = spec(8);
        Pretraining pretraining = new Pretraining(FLIP, spec, shaded(8, 8));

        TrainingState end = pretraining.run(pretraining.start(), RecordingObserver.patient());

        assertThat(end.bestEpoch().accuracy()).isEqualTo(1);
        assertThat(end.bestEpoch().robustAccuracy()).isGreaterThan(0.8);
        assertThat(pretraining.settings()).isEmpty();
    }

    @Test
    void imagesThatAreNotSquareAreRefused() {
        assertThatThrownBy(() -> new Pretraining(FLIP, spec(1), shaded(8, 12)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("dataset: images of 8x12 are not square; pretext tasks need square images");
    }

    @Test
    void imagesThatATaskCannotUseAreRefused() {
        PretrainSpec jigsaw =
                StripeImages.pretrainSpec("jigsaw", TrainingMode.STANDARD, StripeImages.unaugmented(1), 1);

        assertThatThrownBy(() -> new Pretraining(jigsaw, shaded(10, 10)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("images of 10x10");
    }

    /** The task is given as an object: the name in the spec is that of another. */
    private static PretrainSpec spec(int epochs) {
        return StripeImages.pretrainSpec("rotation", TrainingMode.ADVERSARIAL, StripeImages.unaugmented(epochs), 1);
    }

    /** Images that are dark at the top and bright at the bottom. */
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
