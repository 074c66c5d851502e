package io.redoubt.core.evaluate;

import io.redoubt.api.Require;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.threat.Ball;

/**
 * The parameters that all attacks of an evaluation share.
 *
 * @param threat the perturbation set
 * @param step length of a gradient step in pixel space, for attacks with a fixed step size
 * @param seed seed of all random numbers, together with the index of the image
 */
public record AttackParameters(Threat threat, Radius step, long seed) {

    public AttackParameters {
        Require.present("threat", threat);
        Require.present("step", step);
    }

    /** Returns the perturbation set. */
    public Ball ball() {
        return Ball.of(threat);
    }

    AttackRun run(LogitFunction model, AttackName attack) {
        Ball ball = ball();
        return new AttackRun(model, Attacks.of(attack, ball, step.value()), ball);
    }
}
