package io.redoubt.core.evaluate;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.event.Progress;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.AttackSuite;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.pgd.RandomNoiseAttack;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * Checks one model for gradient masking with cheap attacks whose success rates have a known order if gradients are
 * informative (Carlini et al. 2019, "On Evaluating Adversarial Robustness", section 5).
 */
public final class GradientMaskingChecks {
    /** Auto-PGD, because PGD with a fixed step size may miss points that a random search finds, without any masking. */
    private static final String ITERATIVE = "apgd-ce-20";

    private static final String MARGIN = "apgd-dlr-20";
    private static final int QUERIES = 200;
    private static final int DRAWS = 10;
    /** The radii of the curve, as multiples of the radius of the threat. */
    private static final double[] RADII = {0.5, 1, 2, 8};

    /** The largest radius of the curve, as a share of the longest possible perturbation: 64/255 in the maximum norm. */
    private static final double HOPELESS = 64 / 255.0;

    /** The attacks in the ball of the threat; those of the curve are at other radii. */
    private static final int SUITES_IN_BALL = 5;

    private final LogitFunction model;
    private final ImageSet images;
    private final IndexRange range;
    private final long seed;
    private final Consumer<Progress> observer;
    private PassCounts passes = PassCounts.NONE;
    private int suites;
    private int suitesDone;

    /**
     * @param model the model
     * @param images the test images
     * @param count number of images to check, from the first
     * @param seed seed of all random numbers, together with the index of the image
     * @param observer called before each batch; an exception aborts the checks and propagates
     */
    public GradientMaskingChecks(
            LogitFunction model, ImageSet images, int count, long seed, Consumer<Progress> observer) {
        this.model = model;
        this.images = images;
        this.range = new IndexRange(0, count);
        this.seed = seed;
        this.observer = observer;
    }

    /** Runs all checks in the ball of the threat. */
    public GradientMaskingDiagnosis run(Ball ball) {
        suites = SUITES_IN_BALL
                + (int) DoubleStream.of(radii(ball))
                        .filter(eps -> eps != ball.radius())
                        .count();
        suitesDone = 0;
        LogitStatistics outputs = LogitStatistics.of(model, images, range);
        passes = passes.plus(outputs.passes());
        BitSet iterative = correct(ITERATIVE, ball);
        BitSet margin = correct(MARGIN, ball);
        BitSet oneStep = correct("fgsm", ball);
        BitSet blackBox = (BitSet) iterative.clone();
        blackBox.and(margin);
        blackBox.and(oneStep);
        blackBox.andNot(correct("square-" + QUERIES, ball));
        BitSet noise = correct(new AttackSuite(List.of(new RandomNoiseAttack(DRAWS)), true), ball);
        return GradientMaskingDiagnosis.builder(range.size())
                .clean(outputs.correct())
                .noise(noise.cardinality())
                .oneStep(oneStep.cardinality())
                .iterative(iterative.cardinality())
                .margin(margin.cardinality())
                .onlyBlackBox(blackBox.cardinality())
                .radii(curve(ball, iterative.cardinality()))
                .zeroGradients(outputs.zeroGradients())
                .probabilities(outputs.probabilities())
                .changing(outputs.changing())
                .build();
    }

    /** Returns the passes of all checks; an ensemble counts each member. */
    public PassCounts passes() {
        return passes;
    }

    private List<GradientMaskingDiagnosis.AtRadius> curve(Ball ball, int atRadius) {
        List<GradientMaskingDiagnosis.AtRadius> curve = new ArrayList<>();
        for (double eps : radii(ball)) {
            int correct = eps == ball.radius()
                    ? atRadius
                    : correct(ITERATIVE, ball.withRadius(eps)).cardinality();
            curve.add(new GradientMaskingDiagnosis.AtRadius(eps, correct));
        }
        return curve;
    }

    private double[] radii(Ball ball) {
        double longest = ball.largestUseful(images.imageBytes());
        DoubleStream multiples = DoubleStream.of(RADII).map(multiple -> multiple * ball.radius());
        return DoubleStream.concat(multiples, DoubleStream.of(HOPELESS * longest))
                .map(radius -> Math.min(radius, longest))
                .sorted()
                .distinct()
                .toArray();
    }

    private BitSet correct(String attack, Ball ball) {
        return correct(Attacks.of(AttackName.parse(attack), ball, ball.radius()), ball);
    }

    private BitSet correct(AttackSuite suite, Ball ball) {
        AttackResult result = new AttackRun(model, suite, ball)
                .perturb(images, range, seed, progress -> observer.accept(ofAll(progress)));
        suitesDone++;
        passes = passes.plus(result.passes());
        return result.examples().withstood();
    }

    /** The suites differ in cost, so the share of the work that is done does not grow uniformly. */
    private Progress ofAll(Progress progress) {
        return progress.fraction()
                .map(share -> progress.withFraction((suitesDone + share) / suites))
                .orElse(progress);
    }
}
