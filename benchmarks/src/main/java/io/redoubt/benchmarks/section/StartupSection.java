package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Program;
import io.redoubt.benchmarks.measure.Samples;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.program.StartupProgram;
import java.util.ArrayList;
import java.util.List;

/** The time until services and commands are ready, and their memory then. */
public final class StartupSection implements Section {
    private static final int ROUNDS = 3;
    private static final Limit COMMAND_SECONDS = new Limit(1);
    private static final List<String> ALL = List.of(
            "experiment-service",
            "pretrain-service",
            "finetune-service",
            "attack-service",
            "eval-service",
            StartupProgram.RUN,
            StartupProgram.SERVE);

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public Table measure(Harness harness) {
        List<String> names = harness.isShort() ? List.of("attack-service") : ALL;
        List<String> arguments = new ArrayList<>(List.of(harness.root()));
        arguments.addAll(names);
        Measurement measured = harness.measure(ROUNDS, List.of(Program.java("starts", StartupProgram.class, arguments)))
                .get(0);
        Table table = Table.of("Start of services and commands", "process", "seconds", "target", "memory, MiB");
        for (String name : names) {
            table = table.withRow(
                    title(name),
                    measured.numbers(name).text(),
                    "-",
                    measured.numbers(name + ".mib").text());
        }
        if (names.contains(StartupProgram.SERVE)) {
            for (String command : StartupProgram.COMMANDS) {
                Samples seconds = measured.numbers(command);
                table = table.withRow(
                        "`redoubt " + title(command) + "`", seconds.text(), COMMAND_SECONDS.text(seconds), "-");
            }
        }
        return table.withFailures("starts", List.of(measured))
                .withNote(
                        "Each process starts alone beside the broker and the store. A service is ready when it accepts"
                                + " requests, `redoubt run` when its first job starts, and a command when it has ended; list, status"
                                + " and submit use a local server. Memory is the resident set at that time, without a job.");
    }

    private static String title(String name) {
        return switch (name) {
            case StartupProgram.RUN, StartupProgram.SERVE -> "`redoubt " + name + "`";
            case "help" -> "--help";
            default -> name;
        };
    }
}
