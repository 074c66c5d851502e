package io.redoubt.benchmarks.section;

import io.redoubt.api.request.ModelSpec;
import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Program;
import io.redoubt.benchmarks.measure.Samples;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.program.TrainingProgram;
import io.redoubt.benchmarks.program.TrainingWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Adversarial training steps, compared with the same algorithm in PyTorch. */
public final class TrainingSection implements Section {
    static final TrainingWorkload SHORT = new TrainingWorkload(new ModelSpec(10, 2), 8, 1, 1);

    private static final List<Row> ROWS = List.of(
            new Row(new TrainingWorkload(new ModelSpec(10, 8), 128, 5, 4), new Target(1.4)),
            new Row(new TrainingWorkload(new ModelSpec(18, 16), 64, 10, 2), new Target(1.4)),
            new Row(new TrainingWorkload(new ModelSpec(18, 64), 16, 10, 1), new Target(1.05)),
            new Row(new TrainingWorkload(new ModelSpec("resnet", 50, 64), 8, 10, 1), new Target(1.05)),
            new Row(new TrainingWorkload(new ModelSpec("wide-resnet", 28, 2), 32, 10, 1), Target.NONE));

    private record Row(TrainingWorkload work, Target target) {}

    @Override
    public String name() {
        return "training";
    }

    /** Returns the workloads of the rows. */
    static List<TrainingWorkload> workloads(Harness harness) {
        return harness.isShort() ? List.of(SHORT) : ROWS.stream().map(Row::work).toList();
    }

    /** Returns the name of a row. */
    static String rowName(TrainingWorkload work) {
        ModelSpec model = work.model();
        String network =
                switch (model.architecture()) {
                    case ModelSpec.DEFAULT_ARCHITECTURE ->
                        "pre-activation ResNet, depth " + model.depth() + ", width " + model.width();
                    case "resnet" -> "ResNet-" + model.depth();
                    case "wide-resnet" -> "WideResNet-" + model.depth() + "-" + model.width();
                    default -> model.architecture() + "-" + model.depth() + "-" + model.width();
                };
        return network + ", batch " + work.batch() + ", PGD-" + work.attackSteps();
    }

    /** Returns the program that trains with Redoubt. */
    static Program redoubt(TrainingWorkload work) {
        return Program.java("Redoubt", TrainingProgram.class, work.arguments());
    }

    /** Returns the images per second of three programs; none for those that were not measured. */
    static List<Samples> rates(List<Measurement> measured) {
        return IntStream.range(0, 3)
                .mapToObj(i -> i < measured.size() ? measured.get(i).perSecond("images") : Samples.NONE)
                .toList();
    }

    @Override
    public Table measure(Harness harness) {
        Table table = Table.of(
                "Training steps, images/s",
                "work",
                "Redoubt",
                "PyTorch",
                "PyTorch, tuned",
                "ratio",
                "ratio to tuned",
                "target");
        List<Row> rows = harness.isShort() ? List.of(new Row(SHORT, Target.NONE)) : ROWS;
        for (Row row : rows) {
            table = measure(harness, row, table);
        }
        return (harness.python().hasTorch()
                        ? table
                        : table.withNote(harness.python().note()))
                .withNote(
                        "Images of 3x32x32, adversarial training with the loss of Madry et al. PyTorch receives prepared"
                                + " batches; Redoubt augments its images. Tuned: channels-last memory, and parameters that"
                                + " require no gradient during the attack.");
    }

    private static Table measure(Harness harness, Row row, Table table) {
        List<Program> programs = new ArrayList<>(List.of(redoubt(row.work())));
        if (harness.python().hasTorch()) {
            for (String variant : List.of("plain", "tuned")) {
                List<String> arguments = new ArrayList<>(row.work().arguments());
                arguments.addAll(List.of("--variant", variant));
                programs.add(harness.python("PyTorch, " + variant, "train.py", arguments));
            }
        }
        List<Measurement> measured = harness.measure(programs);
        List<Samples> rates = rates(measured);
        Samples toTuned = rates.get(0).over(rates.get(2));
        return table.withRow(
                        rowName(row.work()),
                        rates.get(0).text(),
                        rates.get(1).text(),
                        rates.get(2).text(),
                        rates.get(0).over(rates.get(1)).text(),
                        toTuned.text(),
                        row.target().text(toTuned))
                .withFailures(rowName(row.work()), measured);
    }
}
