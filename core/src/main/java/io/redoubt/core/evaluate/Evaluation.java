package io.redoubt.core.evaluate;

import io.redoubt.api.IndexRange;
import io.redoubt.api.Plural;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.event.Progress;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackObserver;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackState;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.memory.MemoryEstimate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Evaluates one model on test images, and counts the passes. All methods call their observer for each batch; an exception of
 * the observer aborts the call and propagates.
 */
public final class Evaluation {

    /** For each search of a batch and of the next one: the image, its best point, and the state of the search. */
    private static final int ARRAYS_PER_SEARCH = 2 * 10;

    /** The image, a copy of it for the engine, and the clean image that it is compared with. */
    private static final int ARRAYS_PER_PREDICTION = 3;

    /** A pass without a graph keeps only the inputs and outputs of the current layers. */
    private static final int SHARE_WITHOUT_GRAPH = 4;

    private final LogitFunction model;
    private final ImageSet images;
    private PassCounts passes = PassCounts.NONE;

    /** @param images the test images, which all ranges and examples refer to */
    public Evaluation(LogitFunction model, ImageSet images) {
        this.model = model;
        this.images = images;
    }

    /** Returns the estimated memory that attacks and checks on these images take. */
    public MemoryEstimate attackMemory() {
        ImageShape shape = images.shape();
        int batch = model.batch(shape);
        return new MemoryEstimate(
                "attacking " + Plural.of(batch, "image") + " of " + shape + " at a time",
                (long) ARRAYS_PER_SEARCH * batch * Float.BYTES * shape.size(),
                model.passBytes(batch),
                "a smaller batch, a smaller model or smaller images");
    }

    /** Returns the estimated memory that predictions of these images take. */
    public MemoryEstimate predictionMemory() {
        ImageShape shape = images.shape();
        int batch = Predictions.batch(model, shape);
        return new MemoryEstimate(
                "predicting " + Plural.of(batch, "image") + " of " + shape + " at a time",
                (long) ARRAYS_PER_PREDICTION * batch * Float.BYTES * shape.size(),
                model.passBytes(batch) / SHARE_WITHOUT_GRAPH,
                "a smaller batch, a smaller model or smaller images");
    }

    /** Predicts the clean images of a range. */
    public Predictions clean(IndexRange range, Consumer<Progress> observer) {
        countForward(range.size());
        return Predictions.of(model, images, range, observer);
    }

    /**
     * Runs an attack, resuming from {@code start} if present.
     *
     * @throws IllegalArgumentException if a label is not a class of the model, a logit is NaN or infinite, or the state
     *     belongs to another attack
     */
    public AttackResult attack(
            AttackName attack,
            AttackParameters parameters,
            IndexRange range,
            Optional<AttackState> start,
            AttackObserver observer) {
        AttackResult result = parameters.run(model, attack).perturb(images, range, parameters.seed(), start, observer);
        count(result.figures());
        return result;
    }

    /** Counts the passes of an attack that is finished. */
    void count(List<AttackFigures> figures) {
        figures.forEach(
                attack -> passes = passes.plus(new PassCounts(attack.forwardPasses(), attack.backwardPasses())));
    }

    /**
     * Checks stored examples against the threat model and predicts them.
     *
     * @throws InvalidExamplesException if an example violates the threat model; the message names the image
     */
    public VerifiedExamples verify(AdversarialExamples examples, Ball ball, Consumer<Progress> observer) {
        countForward(examples.range().size());
        return VerifiedExamples.of(model, examples, images, ball, observer);
    }

    /**
     * Predicts examples that were made for another model and whose perturbations are checked with that model.
     *
     * @throws InvalidExamplesException if an example has another label than its image
     */
    public Predictions transfer(AdversarialExamples examples, Consumer<Progress> observer) {
        ExamplesCheck.requireLabels(examples, images);
        countForward(examples.range().size());
        return Predictions.of(model, examples, observer);
    }

    /** Predicts the images of a range under every common corruption. */
    public CorruptionScores corruptions(IndexRange range, long seed, Consumer<Progress> observer) {
        countForward((long) range.size() * CorruptionEvaluation.passes());
        return new CorruptionEvaluation(model, images, seed).predict(range, observer);
    }

    /**
     * Checks for masked gradients.
     *
     * @param count number of test images, from the first
     */
    public GradientMaskingDiagnosis diagnose(int count, Ball ball, long seed, Consumer<Progress> observer) {
        GradientMaskingChecks checks = new GradientMaskingChecks(model, images, count, seed, observer);
        GradientMaskingDiagnosis diagnosis = checks.run(ball);
        passes = passes.plus(checks.passes());
        return diagnosis;
    }

    /** Returns all passes so far; an ensemble counts each member. */
    public PassCounts passes() {
        return passes;
    }

    private void countForward(long count) {
        passes = passes.plus(new PassCounts(count, 0).perMember(model.networks()));
    }
}
