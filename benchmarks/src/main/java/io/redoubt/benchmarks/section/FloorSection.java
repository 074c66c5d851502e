package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Program;
import io.redoubt.benchmarks.measure.Samples;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.program.ConvolutionsProgram;
import io.redoubt.benchmarks.program.TrainingWorkload;
import java.util.List;

/** The share of the convolutions in a training step: the time that no change of the other code can save. */
public final class FloorSection implements Section {

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public Table measure(Harness harness) {
        Table table = Table.of(
                "Convolutions in a training step, images/s",
                "work",
                "step",
                "its convolutions alone",
                "share of the step, %");
        for (TrainingWorkload work : TrainingSection.workloads(harness)) {
            List<Measurement> measured = harness.measure(List.of(
                    TrainingSection.redoubt(work),
                    Program.java("convolutions", ConvolutionsProgram.class, work.arguments())));
            Samples step = measured.get(0).perSecond("images");
            Samples convolutions = measured.get(1).perSecond("images");
            String row = TrainingSection.rowName(work);
            table = table.withRow(
                            row,
                            step.text(),
                            convolutions.text(),
                            step.over(convolutions).map(share -> 100 * share).text())
                    .withFailures(row, measured);
        }
        return table.withNote("The convolutions of the same shapes with the same kernels and threads, in channels-last"
                + " memory: outputs and input gradients for each step of the attack and for the update, weight gradients"
                + " for the update. The rest of the step are batch norms, activations, additions, memory layouts, the"
                + " optimiser, and the preparation of the batch.");
    }
}
