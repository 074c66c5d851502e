package io.redoubt.cli.standalone;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.AttackOutcome;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.PassCounts;
import java.util.List;

/** What the attacks of a ladder did, as it is shown and written. */
public final class AttackFiguresMapping {

    private AttackFiguresMapping() {}

    /**
     * The steps in order.
     *
     * @param networks how many networks an image is sent through
     */
    public static List<AttackFigures> of(AttackResult result, int networks) {
        return result.rungs().stream().map(rung -> step(rung, networks)).toList();
    }

    private static AttackFigures step(AttackOutcome rung, int networks) {
        PassCounts passes = rung.passes().through(networks);
        return new AttackFigures(
                rung.attack(),
                rung.attacked(),
                rung.fooled(),
                rung.standing(),
                passes.forward(),
                passes.backward(),
                rung.seconds());
    }
}
