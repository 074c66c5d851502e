package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.Require;
import io.redoubt.api.attack.AttackName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of an attack on a model.
 *
 * @param attack the attack
 * @param examples its examples, as evaluated after they were read back
 * @param suite the figures of each attack of the suite, in order; {@code ladder} in JSON
 * @param forwardPasses forward passes of all of them
 * @param backwardPasses backward passes of all of them
 * @param seconds wall-clock seconds of all of them
 */
public record EvaluatedAttack(
        AttackName attack,
        EvaluatedExamples examples,
        @JsonProperty("ladder") List<AttackFigures> suite,
        long forwardPasses,
        long backwardPasses,
        double seconds) {

    public EvaluatedAttack {
        Require.present("attack", attack);
        Require.present("examples", examples);
        suite = List.copyOf(Require.present("ladder", suite));
    }

    /** Returns an attack with the totals of its suite. */
    public static EvaluatedAttack of(AttackName attack, EvaluatedExamples examples, List<AttackFigures> suite) {
        return new EvaluatedAttack(
                attack,
                examples,
                suite,
                suite.stream().mapToLong(AttackFigures::forwardPasses).sum(),
                suite.stream().mapToLong(AttackFigures::backwardPasses).sum(),
                suite.stream().mapToDouble(AttackFigures::seconds).sum());
    }

    /** Returns the cost as a report states it. If an attack occurs twice in the suite, its last figures count. */
    public AttackCost cost() {
        Map<String, AttackFigures> figures = new LinkedHashMap<>();
        suite.forEach(step -> figures.put(step.attack(), step));
        return new AttackCost(forwardPasses, backwardPasses, seconds, List.copyOf(figures.values()));
    }
}
