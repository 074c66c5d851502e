package io.redoubt.core.evaluate;

import io.redoubt.api.event.Progress;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.threat.Ball;
import java.util.function.Consumer;

/**
 * What a classifier makes of stored examples that were found to be what they claim.
 *
 * @param predictions the classes it takes them for
 * @param largestChange the length of the longest perturbation, in the norm of the ball
 * @param differing images that were taken for another class here than when the attack stored them
 */
public record VerifiedExamples(Predictions predictions, double largestChange, int differing) {

    /**
     * Checks the examples, then predicts them.
     *
     * @param images the data set the examples' range refers to
     * @param observer hears of every batch; an exception of its stops the run and is passed on
     * @throws InvalidExamplesException when an example breaks the threat model; the message names the image
     */
    public static VerifiedExamples of(
            ClassifierRun classifier,
            AdversarialExamples examples,
            ImageSet images,
            Ball ball,
            Consumer<Progress> observer) {
        double largestChange = ExamplesCheck.requireWithin(examples, images, ball);
        Predictions predictions = classifier.predict(examples, observer);
        return new VerifiedExamples(predictions, largestChange, examples.differ(predictions.predicted()));
    }
}
