package io.redoubt.eval.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.redoubt.api.IndexRange;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.Scores;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.data.ImageSet;
import io.redoubt.data.safetensors.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExampleImagesTest {

    /** Five images of one channel and 1x2 pixels. */
    private static final ImageSet TEST = new ImageSet(
            1, 1, 2, ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5, 6, (byte) 255, 8, 9}), new int[] {1, 1, 0, 2, 0});

    private static final ExampleImages IMAGES = new ExampleImages(TEST, "pgd-20");

    @Test
    void choosesTheFirstImageOfEachClass() {
        assertThat(IMAGES.firstOfEachClass(new IndexRange(0, 5), 6)).containsExactly(0, 2, 3);
        assertThat(IMAGES.firstOfEachClass(new IndexRange(1, 5), 2)).containsExactly(1, 2);
    }

    @Test
    void pairsCleanAndPerturbedPixelsOfTheSameImage() {
        long[] shape = {3, 1, 1, 2};
        AdversarialExamples made = new AdversarialExamples(
                new IndexRange(2, 5),
                Tensor.of("images", shape, new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}),
                Tensor.of("labels", new long[] {3}, new long[] {0, 2, 0}),
                Optional.empty());
        Scores scores = new Scores(
                SchemaVersion.VERSION,
                List.of(1, 1, 0, 2, 0),
                List.of(1, 1, 0, 2, 1),
                Map.of("pgd-20", List.of(0, 0, 1, 1, 1)),
                Map.of());

        List<AdversarialExample> examples = IMAGES.read(List.of(2, 3), made, scores);

        assertThat(examples)
                .extracting(
                        AdversarialExample::image,
                        AdversarialExample::label,
                        AdversarialExample::cleanPrediction,
                        AdversarialExample::adversarialPrediction)
                .containsExactly(tuple(2, 0, 0, 1), tuple(3, 2, 2, 1));
        assertThat(examples.get(1).clean().values()).containsExactly(6 / 255f, 1f);
        assertThat(examples.get(1).adversarial().values()).containsExactly(0.3f, 0.4f);
    }
}
