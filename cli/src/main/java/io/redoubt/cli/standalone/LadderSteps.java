package io.redoubt.cli.standalone;

import io.redoubt.api.report.LadderStep;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.Passes;
import io.redoubt.core.attack.RungResult;
import java.util.List;

/** What the attacks of a ladder did, as it is shown and written. */
public final class LadderSteps {

    private LadderSteps() {}

    /**
     * The steps in order.
     *
     * @param networks how many networks an image is sent through
     */
    public static List<LadderStep> of(AttackResult result, int networks) {
        return result.rungs().stream().map(rung -> step(rung, networks)).toList();
    }

    private static LadderStep step(RungResult rung, int networks) {
        Passes passes = rung.passes().through(networks);
        return new LadderStep(
                rung.attack(),
                rung.attacked(),
                rung.fooled(),
                rung.standing(),
                passes.forward(),
                passes.backward(),
                rung.seconds());
    }
}
