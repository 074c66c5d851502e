package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Program;
import io.redoubt.benchmarks.measure.Samples;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.program.CheckpointProgram;
import io.redoubt.benchmarks.program.TrainingWorkload;
import java.util.ArrayList;
import java.util.List;

/** Checkpoints: throughput, and the time that they add to a training. */
public final class CheckpointSection implements Section {
    private static final int ROWS = 3;
    private static final int EPOCH_IMAGES = 4500;
    private static final double PERCENT = 100;
    private static final Limit SHARE = new Limit(1);

    @Override
    public String name() {
        return "checkpoints";
    }

    @Override
    public Table measure(Harness harness) {
        Table table = Table.of(
                "Checkpoints", "work", "size, MB", "write, MB/s", "read, MB/s", "share of the training, %", "target");
        for (TrainingWorkload work :
                TrainingSection.workloads(harness).stream().limit(ROWS).toList()) {
            List<Measurement> measured =
                    harness.measure(List.of(program(harness, work), TrainingSection.redoubt(work)));
            Measurement checkpoint = measured.get(0);
            Samples epoch = measured.get(1).perSecond("images").map(rate -> EPOCH_IMAGES / rate);
            Samples share = checkpoint.numbers("write").over(epoch).map(part -> PERCENT * part);
            String row = TrainingSection.rowName(work);
            table = table.withRow(
                            row,
                            checkpoint.numbers("mb").text(),
                            checkpoint
                                    .numbers("mb")
                                    .over(checkpoint.numbers("write"))
                                    .text(),
                            checkpoint
                                    .numbers("mb")
                                    .over(checkpoint.numbers("read"))
                                    .text(),
                            share.text(),
                            SHARE.text(share))
                    .withFailures(row, measured);
        }
        return table.withNote(
                "A job commits a checkpoint after each epoch. The share is that of an epoch of " + EPOCH_IMAGES
                        + " images, as in the quickstart, without its validation. Writing includes the copy of the state, its"
                        + " digest, the claim and the removal of an older checkpoint; reading includes the digest.");
    }

    private static Program program(Harness harness, TrainingWorkload work) {
        List<String> arguments = new ArrayList<>(List.of(harness.root()));
        arguments.addAll(work.arguments());
        return Program.java("checkpoints", CheckpointProgram.class, arguments);
    }
}
