package io.redoubt.core.evaluate;

import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageSet;
import java.util.Arrays;

/**
 * Verifies stored examples against the clean images: every pixel in [0,1] and within the radius, labels as in the data
 * set. Accuracy on examples that violate the threat model would be meaningless.
 */
public final class ExamplesCheck {
    /** Tolerance for the rounding of float32 sums near 1, for pixel values and relative to the radius. */
    private static final double TOLERANCE = 1e-6;

    private ExamplesCheck() {}

    /**
     * Checks all examples.
     *
     * @param images the data set the examples' range refers to
     * @return the length of the largest change, in the norm of the ball
     * @throws InvalidExamplesException at the first violation; the message names the image
     */
    public static double requireWithin(AdversarialExamples examples, ImageSet images, Ball ball) {
        requireSameImages(examples, images);
        double largest = 0;
        for (int i = 0; i < examples.range().size(); i++) {
            int index = examples.range().from() + i;
            float[] perturbed = examples.image(i);
            requireInRange(index, perturbed);
            double change = ball.distance(images.floats(index), perturbed);
            if (!(change <= ball.radius() * (1 + TOLERANCE) + TOLERANCE)) {
                throw new InvalidExamplesException(
                        "image " + index + " is changed by " + change + "; the radius is " + ball.radius());
            }
            largest = Math.max(largest, change);
            requireLabel(examples, i, images);
        }
        return largest;
    }

    private static void requireInRange(int index, float[] pixels) {
        for (float pixel : pixels) {
            if (!(pixel >= 0 && pixel <= 1)) {
                throw new InvalidExamplesException(
                        "image " + index + " has a pixel of " + pixel + "; pixels must be in [0,1]");
            }
        }
    }

    /**
     * Checks that all examples have the labels of the data set, and nothing else.
     *
     * @param images the data set the examples' range refers to
     * @throws InvalidExamplesException at the first violation; the message names the image
     */
    public static void requireLabels(AdversarialExamples examples, ImageSet images) {
        requireSameImages(examples, images);
        for (int i = 0; i < examples.range().size(); i++) {
            requireLabel(examples, i, images);
        }
    }

    private static void requireLabel(AdversarialExamples examples, int i, ImageSet images) {
        int index = examples.range().from() + i;
        if (examples.label(i) != images.label(index)) {
            throw new InvalidExamplesException("image " + index + " has label " + examples.label(i)
                    + "; in the data set it is " + images.label(index));
        }
    }

    private static void requireSameImages(AdversarialExamples examples, ImageSet images) {
        long[] found = examples.images().shape();
        long[] expected = {found[0], images.channels(), images.height(), images.width()};
        if (examples.range().to() > images.size() || !Arrays.equals(found, expected)) {
            throw new InvalidExamplesException("examples of images " + examples.range() + " of " + dimensions(found)
                    + " do not fit a set of " + images.size() + " images of " + dimensions(expected));
        }
    }

    private static String dimensions(long[] shape) {
        return shape[1] + "x" + shape[2] + "x" + shape[3];
    }
}
