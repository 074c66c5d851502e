package io.redoubt.eval.report.figures;

import io.redoubt.api.IndexRange;
import io.redoubt.api.report.Scores;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.data.ImageSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Selects the images that a report shows from stored adversarial examples.
 *
 * @param test the clean test images
 * @param attack the attack that created the examples
 */
public record ExampleImages(ImageSet test, String attack) {

    /** Returns the first image of each class in a range, in order of index, at most {@code most}. */
    public List<Integer> firstOfEachClass(IndexRange range, int most) {
        Set<Integer> seen = new HashSet<>();
        List<Integer> images = new ArrayList<>();
        for (int image = range.from(); image < range.to() && images.size() < most; image++) {
            if (seen.add(test.label(image))) {
                images.add(image);
            }
        }
        return images;
    }

    /**
     * Returns the examples of the given images.
     *
     * @param images indices of test images, all in the range of {@code made}
     * @param made the adversarial images
     * @param scores predictions of the attacked model, from the first test image
     */
    public List<AdversarialExample> read(List<Integer> images, AdversarialExamples made, Scores scores) {
        return images.stream()
                .map(image -> new AdversarialExample(
                        image,
                        test.label(image),
                        scores.clean().get(image),
                        scores.attacks().get(attack).get(image),
                        pixels(test.floats(image)),
                        pixels(made.image(image - made.range().from()))))
                .toList();
    }

    private ImagePixels pixels(float[] values) {
        return new ImagePixels(test.channels(), test.height(), test.width(), values);
    }
}
