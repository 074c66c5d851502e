package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Program;
import io.redoubt.benchmarks.measure.Samples;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.program.ShardProgram;
import java.util.List;

/** An attack in shards with one and with two workers, which share the processors of this machine. */
public final class ShardSection implements Section {
    private static final int ROUNDS = 3;
    private static final Shards SHORT = new Shards(40, 2, "pgd-2");
    private static final Shards FULL = new Shards(2000, 8, "pgd-50");

    /** An attack on some images in a number of shards. */
    private record Shards(int images, int count, String attack) {
        Program program(Harness harness, int workers) {
            return Program.java(
                    workers + (workers == 1 ? " worker" : " workers"),
                    ShardProgram.class,
                    List.of(harness.root(), workers, images, count, attack));
        }
    }

    @Override
    public String name() {
        return "shards";
    }

    @Override
    public Table measure(Harness harness) {
        Shards shards = harness.isShort() ? SHORT : FULL;
        List<Integer> workers = harness.isShort() ? List.of(1) : List.of(1, 2);
        List<Measurement> measured = harness.measure(
                ROUNDS,
                workers.stream().map(number -> shards.program(harness, number)).toList());
        Samples one = rate(measured.get(0));
        Table table = Table.of("An attack in shards", "workers", "images/s", "relative to one worker");
        for (int i = 0; i < workers.size(); i++) {
            Samples rate = rate(measured.get(i));
            table = table.withRow(
                    String.valueOf(workers.get(i)), rate.text(), rate.over(one).text());
        }
        return table.withFailures("shards", measured)
                .withNote(
                        "PGD-50 on 2,000 images of 1x16x16 in 8 shards, pre-activation ResNet of depth 10 and width 8,"
                                + " from the start of the first shard to the end of the last. The workers divide the processors;"
                                + " on machines of their own they would not.");
    }

    private static Samples rate(Measurement measured) {
        return measured.numbers("images").over(measured.numbers("attack"));
    }
}
