package io.redoubt.core.evaluate;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.Progress;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.request.AttackName;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.AttackSuite;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.LogitFunction;
import io.redoubt.core.attack.PassCounts;
import io.redoubt.core.attack.RandomNoiseAttack;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.threat.Ball;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * Runs the checks for gradient masking on one subject: cheap attacks that must stand in a certain order if the gradients
 * tell the truth (Carlini et al. 2019, "On Evaluating Adversarial Robustness", section 5).
 */
public final class GradientMaskingChecks {
    /** Auto-PGD, since PGD with steps of one length may miss what a random search finds without any masking. */
    private static final String ITERATIVE = "apgd-ce-20";

    private static final String MARGIN = "apgd-dlr-20";
    private static final int QUERIES = 200;
    private static final int DRAWS = 10;
    /** The radii of the curve, as multiples of that of the threat. */
    private static final double[] RADII = {0.5, 1, 2, 8};

    /** The curve goes at least so far, as a share of the longest perturbation there is: to 64/255 in the maximum norm. */
    private static final double HOPELESS = 64 / 255.0;

    private final LogitFunction function;
    private final ImageSet images;
    private final IndexRange range;
    private final long seed;
    private final Consumer<Progress> observer;
    private PassCounts passes = PassCounts.NONE;

    /**
     * @param function the subject
     * @param images the test images
     * @param count how many are checked, from the first
     * @param seed all randomness follows from it and from the image's index
     * @param observer hears of every round; an exception of its stops the checks and is passed on
     */
    public GradientMaskingChecks(
            LogitFunction function, ImageSet images, int count, long seed, Consumer<Progress> observer) {
        this.function = function;
        this.images = images;
        this.range = new IndexRange(0, count);
        this.seed = seed;
        this.observer = observer;
    }

    /** All checks in the ball of the threat. */
    public GradientMaskingDiagnosis run(Ball ball) {
        LogitStatistics outputs = LogitStatistics.of(function, images, range);
        passes = passes.plus(outputs.passes());
        BitSet iterative = right(ITERATIVE, ball);
        BitSet margin = right(MARGIN, ball);
        BitSet oneStep = right("fgsm", ball);
        BitSet blackBox = (BitSet) iterative.clone();
        blackBox.and(margin);
        blackBox.and(oneStep);
        blackBox.andNot(right("square-" + QUERIES, ball));
        return new GradientMaskingDiagnosis(
                SchemaVersion.VERSION,
                range.size(),
                outputs.right(),
                right(new AttackSuite(List.of(new RandomNoiseAttack(DRAWS)), true), ball)
                        .cardinality(),
                oneStep.cardinality(),
                iterative.cardinality(),
                margin.cardinality(),
                blackBox.cardinality(),
                radii(ball, iterative.cardinality()),
                outputs.zeroGradients(),
                outputs.probabilities(),
                outputs.changing());
    }

    /** The passes of all checks run. */
    public PassCounts passes() {
        return passes;
    }

    private List<GradientMaskingDiagnosis.AtRadius> radii(Ball ball, int atRadius) {
        List<GradientMaskingDiagnosis.AtRadius> curve = new ArrayList<>();
        double longest = ball.largestUseful(images.imageBytes());
        DoubleStream multiples = DoubleStream.of(RADII).map(multiple -> multiple * ball.radius());
        for (double eps : DoubleStream.concat(multiples, DoubleStream.of(HOPELESS * longest))
                .map(radius -> Math.min(radius, longest))
                .sorted()
                .distinct()
                .toArray()) {
            int right = eps == ball.radius()
                    ? atRadius
                    : right(ITERATIVE, ball.withRadius(eps)).cardinality();
            curve.add(new GradientMaskingDiagnosis.AtRadius(eps, right));
        }
        return curve;
    }

    private BitSet right(String attack, Ball ball) {
        return right(Attacks.of(AttackName.parse(attack), ball, ball.radius()), ball);
    }

    private BitSet right(AttackSuite ladder, Ball ball) {
        AttackResult result = new AttackRun(function, ladder, ball).perturb(images, range, seed, observer);
        passes = passes.plus(result.passes());
        return result.examples().withstood();
    }
}
