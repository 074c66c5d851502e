package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Program;
import io.redoubt.benchmarks.measure.Samples;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.program.PipelineProgram;
import java.util.List;

/** The time between two jobs, and the speed of the tracker. */
public final class PipelineSection implements Section {
    private static final List<Integer> EXPERIMENTS = List.of(1, 10, 100, 1000);
    private static final int ROUNDS = 3;
    private static final int CHAINS = 20;
    private static final int EVENTS = 2000;
    private static final Limit MILLISECONDS = new Limit(50);

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public Table measure(Harness harness) {
        Table table = Table.of(
                "Pipeline",
                "experiments in progress",
                "end of a job to start of the next, p50, ms",
                "p99, ms",
                "target of p99",
                "events/s through the tracker");
        for (int experiments : harness.isShort() ? List.of(1) : EXPERIMENTS) {
            Measurement measured = harness.measure(ROUNDS, List.of(program(harness, experiments)))
                    .get(0);
            Samples p99 = measured.numbers("p99");
            table = table.withRow(
                            String.valueOf(experiments),
                            measured.numbers("p50").text(),
                            p99.text(),
                            MILLISECONDS.text(p99),
                            measured.numbers("events").text())
                    .withFailures(experiments + " experiments", List.of(measured));
        }
        return table.withNote(
                "Broker and store, experiment-service, and a worker that reads every queue but whose jobs do"
                        + " nothing, in three processes. One experiment with five jobs runs at a time; the jobs of the others wait."
                        + " The time includes the claim and the look for a stored result. Each event changes the state of a job.");
    }

    private static Program program(Harness harness, int experiments) {
        return Program.java(
                experiments + " experiments",
                PipelineProgram.class,
                List.of(harness.root(), experiments, harness.isShort() ? 1 : CHAINS, harness.isShort() ? 10 : EVENTS));
    }
}
