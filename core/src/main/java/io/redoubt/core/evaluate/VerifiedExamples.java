package io.redoubt.core.evaluate;

import io.redoubt.api.event.Progress;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageSet;
import java.util.function.Consumer;

/**
 * The predictions of a model on stored examples that were checked against the threat model.
 *
 * @param predictions one for each example
 * @param largestChange length of the longest perturbation, in the norm of the ball
 * @param differing number of images whose predicted class differs from the one that the attack stored
 */
public record VerifiedExamples(Predictions predictions, double largestChange, int differing) {

    /**
     * Checks the examples, then predicts them.
     *
     * @param images the data set that the range of the examples refers to
     * @param observer called after each batch; an exception aborts the run and propagates
     * @throws InvalidExamplesException if an example violates the threat model; the message names the image
     */
    static VerifiedExamples of(
            LogitFunction model,
            AdversarialExamples examples,
            ImageSet images,
            Ball ball,
            Consumer<Progress> observer) {
        double largestChange = ExamplesCheck.requireWithin(examples, images, ball);
        Predictions predictions = Predictions.of(model, examples, observer);
        return new VerifiedExamples(predictions, largestChange, examples.differ(predictions.predicted()));
    }
}
