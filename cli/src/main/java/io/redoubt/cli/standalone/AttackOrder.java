package io.redoubt.cli.standalone;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackCost.Rung;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.EvaluatedAttack;
import io.redoubt.api.report.Scores;
import io.redoubt.api.request.AttackName;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AttackComparison;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.evaluate.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the predictions under every attack in the form in which an experiment's report compares them. */
final class AttackOrder {
    private final Predictions clean;
    private final List<AttackName> attacks = new ArrayList<>();
    private final Map<String, List<Integer>> predicted = new LinkedHashMap<>();
    private final Map<String, Integer> differing = new LinkedHashMap<>();
    private final Map<String, AttackCost> costs = new LinkedHashMap<>();

    /** @param clean the images as they are */
    AttackOrder(Predictions clean) {
        this.clean = clean;
    }

    /**
     * Takes an attack into account.
     *
     * @param said what the subject said of its examples, one of each image
     */
    void add(EvaluatedAttack attack, Predictions said) {
        String name = attack.attack().toString();
        attacks.add(attack.attack());
        predicted.put(name, list(said.predicted()));
        differing.put(name, attack.examples().differing());
        costs.put(
                name,
                new AttackCost(
                        attack.forwardPasses(), attack.backwardPasses(), attack.seconds(), rungs(attack.ladder())));
    }

    /** Returns the inputs of alarm rules. The subject has no name, because an evaluation has only one. */
    AlarmInputs.Builder inputs(AccuracyFigures standard, ClassNames dataset) {
        Scores scores =
                new Scores(SchemaVersion.VERSION, list(clean.labels()), list(clean.predicted()), predicted, differing);
        return AlarmInputs.builder("", standard, new AttackComparison(attacks, scores, costs), dataset);
    }

    /** Of an attack that a ladder has twice the last counts, as it does in the results of jobs. */
    private static List<Rung> rungs(List<AttackFigures> ladder) {
        Map<String, Rung> rungs = new LinkedHashMap<>();
        for (AttackFigures step : ladder) {
            rungs.put(step.attack(), new Rung(step.attack(), step.attacked(), step.fooled(), step.seconds()));
        }
        return List.copyOf(rungs.values());
    }

    private static List<Integer> list(int[] classes) {
        return Arrays.stream(classes).boxed().toList();
    }
}
