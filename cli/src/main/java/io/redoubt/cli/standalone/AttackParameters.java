package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.event.Progress;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.Radius;
import io.redoubt.api.request.Threat;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.LogitFunction;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.threat.Ball;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an attack may do and where its randomness comes from.
 *
 * @param threat the ball
 * @param step length of a gradient step in pixel space, for attacks that take steps of one length
 * @param seed all randomness follows from it and from the image's index
 */
public record AttackParameters(Threat threat, Radius step, long seed) {

    private static final Radius USUAL_EPS = Radius.parse("8/255");
    private static final Radius USUAL_STEP = Radius.parse("2/255");
    /** Steps from the centre of a Euclidean ball to its edge. */
    private static final int STEPS_TO_THE_EDGE = 5;

    public AttackParameters {
        Require.present("threat", threat);
        Require.present("step", step);
    }

    /**
     * An adversary with the defaults that requests have.
     *
     * @throws InvalidFieldException naming the option, when it is none
     */
    public static AttackParameters of(String norm, Optional<String> eps, Optional<String> step, long seed) {
        Radius radius = eps.map(text -> radius("--eps", text)).orElse(USUAL_EPS);
        Threat threat = threat(norm, radius);
        if (!threat.boundsPixels() && eps.isEmpty()) {
            throw new InvalidFieldException(
                    "--eps", "is missing; norm " + norm + " has no default, use one such as 0.5");
        }
        Radius usual = threat.boundsPixels() ? USUAL_STEP : Radius.of(radius.value() / STEPS_TO_THE_EDGE);
        return new AttackParameters(
                threat, step.map(text -> radius("--step", text)).orElse(usual), seed);
    }

    private static Radius radius(String option, String text) {
        return OptionErrors.ofValue(option, () -> Radius.parse(text));
    }

    private static Threat threat(String norm, Radius eps) {
        try {
            return new Threat(norm, eps);
        } catch (InvalidFieldException e) {
            throw OptionErrors.of("--" + e.field(), e);
        }
    }

    /** The perturbation set. */
    public Ball ball() {
        return Ball.of(threat);
    }

    /** Attacks the images of a range. */
    public AttackResult attack(
            LogitFunction function, AttackName attack, ImageSet images, IndexRange range, Consumer<Progress> observer) {
        Ball ball = ball();
        AttackRun run = new AttackRun(function, Attacks.of(attack, ball, step.value()), ball);
        return run.perturb(images, range, seed, observer);
    }

    /** The ball and the seed in words. */
    public String title() {
        return threat.norm() + " eps " + threat.eps() + ", step " + step + ", seed " + seed;
    }
}
