package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Samples;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.section.AttackedModels.Attack;
import java.util.List;

/** PGD on adversarially trained models, compared with PyTorch. */
public final class AttackSection implements Section {
    private static final String PGD_20 = "pgd-20";
    private static final Target TARGET = new Target(1.4);

    @Override
    public String name() {
        return "attacks";
    }

    @Override
    public Table measure(Harness harness) {
        Table table = Table.of(
                "PGD-20, images/s",
                "model",
                "Redoubt",
                "PyTorch",
                "PyTorch, tuned",
                "ratio",
                "ratio to tuned",
                "target",
                "robust accuracy, %");
        List<Attack> attacks = harness.isShort()
                ? List.of(new Attack(PGD_20, 2, 16))
                : List.of(new Attack(PGD_20, 8, 1000), new Attack(PGD_20, 16, 1000));
        for (Attack attack : attacks) {
            table = measure(harness, attack, table);
        }
        return (harness.python().hasTorch()
                        ? table
                        : table.withNote(harness.python().note()))
                .withNote(
                        "Test images of fashion-mnist-mini, with the clean pass before the attack, in batches of 128. The"
                                + " robust accuracy is that of Redoubt and of the PyTorch programs: the same weights, but other"
                                + " random starts.");
    }

    private static Table measure(Harness harness, Attack attack, Table table) {
        List<String> variants = harness.python().hasTorch() ? List.of("plain", "tuned") : List.of();
        List<Measurement> measured =
                new AttackedModels(harness).measure(harness.rounds(), attack, "attack.py", variants);
        List<Samples> rates = TrainingSection.rates(measured);
        Samples toTuned = rates.get(0).over(rates.get(2));
        String row = "depth 10, width " + attack.width() + ", " + attack.images() + " images";
        return table.withRow(
                        row,
                        rates.get(0).text(),
                        rates.get(1).text(),
                        rates.get(2).text(),
                        rates.get(0).over(rates.get(1)).text(),
                        toTuned.text(),
                        TARGET.text(toTuned),
                        AttackedModels.robustAccuracies(measured))
                .withFailures(row, measured);
    }
}
