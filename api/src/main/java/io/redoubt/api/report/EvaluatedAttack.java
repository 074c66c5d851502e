package io.redoubt.api.report;

import io.redoubt.api.Require;
import io.redoubt.api.request.AttackName;
import java.util.List;

/**
 * An attack that was run on a subject, and what came of it.
 *
 * @param attack the attack
 * @param examples what it made, read back and judged
 * @param ladder its steps, in order
 * @param forwardPasses of all steps
 * @param backwardPasses of all steps
 * @param seconds wall-clock seconds of all steps
 */
public record EvaluatedAttack(
        AttackName attack,
        EvaluatedExamples examples,
        List<AttackFigures> ladder,
        long forwardPasses,
        long backwardPasses,
        double seconds) {

    public EvaluatedAttack {
        Require.present("attack", attack);
        Require.present("examples", examples);
        ladder = List.copyOf(Require.present("ladder", ladder));
    }
}
