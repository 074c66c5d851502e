package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Samples;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.section.AttackedModels.Attack;
import java.util.List;

/** The standard AutoAttack on an adversarially trained model, compared with the public package. */
public final class AutoAttackSection implements Section {
    /** The attacks of AutoAttack with few steps. */
    private static final String SHORT = "apgd-ce-2+apgd-t-2+fab-t-2+square-10";

    /** A repetition takes minutes. */
    private static final int MOST_ROUNDS = 3;

    private static final Target TARGET = new Target(3);

    @Override
    public String name() {
        return "autoattack";
    }

    @Override
    public Table measure(Harness harness) {
        Attack attack = harness.isShort() ? new Attack(SHORT, 2, 4) : new Attack("autoattack", 8, 200);
        boolean comparable = harness.python().hasAutoAttack();
        List<Measurement> measured = new AttackedModels(harness)
                .measure(MOST_ROUNDS, attack, "standard_autoattack.py", comparable ? List.of("tuned") : List.of());
        List<Samples> rates = TrainingSection.rates(measured);
        Samples ratio = rates.get(0).over(rates.get(1));
        String row = "depth 10, width " + attack.width() + ", " + attack.images() + " images";
        Table table = Table.of(
                        "AutoAttack, images/s",
                        "model",
                        "Redoubt",
                        "public code",
                        "ratio",
                        "target",
                        "robust accuracy, %")
                .withRow(
                        row,
                        rates.get(0).text(),
                        rates.get(1).text(),
                        ratio.text(),
                        TARGET.text(ratio),
                        AttackedModels.robustAccuracies(measured))
                .withFailures(row, measured);
        return comparable
                ? table
                : table.withNote("Not compared: '" + harness.python().command()
                        + "' cannot import torch and autoattack. Set REDOUBT_BENCH_PYTHON to an interpreter that can.");
    }
}
