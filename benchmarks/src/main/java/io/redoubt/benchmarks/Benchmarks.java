package io.redoubt.benchmarks;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Machine;
import io.redoubt.benchmarks.measure.PerformancePage;
import io.redoubt.benchmarks.measure.Python;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.section.AttackSection;
import io.redoubt.benchmarks.section.AutoAttackSection;
import io.redoubt.benchmarks.section.CheckpointSection;
import io.redoubt.benchmarks.section.FloorSection;
import io.redoubt.benchmarks.section.PipelineSection;
import io.redoubt.benchmarks.section.PretextSection;
import io.redoubt.benchmarks.section.Section;
import io.redoubt.benchmarks.section.ShardSection;
import io.redoubt.benchmarks.section.StartupSection;
import io.redoubt.benchmarks.section.TrainingSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures this machine and writes the tables of {@code docs/performance.md}; started by {@code benchmarks/run}. */
public final class Benchmarks {
    /** All sections, in the order of the page. */
    private static final List<Section> SECTIONS = List.of(
            new TrainingSection(),
            new PretextSection(),
            new AttackSection(),
            new AutoAttackSection(),
            new FloorSection(),
            new PipelineSection(),
            new CheckpointSection(),
            new ShardSection(),
            new StartupSection());

    /** Their names. */
    static final List<String> NAMES = SECTIONS.stream().map(Section::name).toList();

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final String HELP = """
            Usage: benchmarks/run [options]

              --only NAME,...  measure some of: %s
              --short          check that the benchmarks work: small sizes, one round; prints the tables
              --rounds N       repetitions of each program (default 5)
              --out FILE       the page to write (default docs/performance.md); its other tables remain unchanged
                               if they are of the same machine and versions, and are removed otherwise
              --help           print this text

            REDOUBT_BENCH_PYTHON is the Python interpreter with PyTorch to compare with (default python3).\
            """;

    private final Options options;
    private final Harness harness;

    private Benchmarks(Options options, Path folder) {
        this.options = options;
        Python python = Python.of(options.python(), folder);
        harness = new Harness(options.isShort(), options.rounds(), folder, python, System.err::println);
    }

    /** @param arguments the folder {@code benchmarks}, the revision of the sources, and the options */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<String> given = List.of(arguments).subList(2, arguments.length);
        try {
            Options options = Options.parse(given, NAMES, folder.resolveSibling("docs/performance.md"));
            if (options.help()) {
                System.out.println(HELP.formatted(String.join(",", NAMES)));
                return;
            }
            System.exit(new Benchmarks(options, folder).run(arguments[1]) ? 0 : FAILED);
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(USAGE);
        }
    }

    /** Returns whether everything could be measured. */
    private boolean run(String revision) throws IOException {
        String machine = new Machine(Path.of("/")).markdown(harness.python());
        PerformancePage page = options.out().filter(Files::exists).isPresent()
                ? new PerformancePage(Files.readString(options.out().get()))
                : PerformancePage.empty();
        boolean complete = true;
        for (Section section : SECTIONS) {
            if (options.only().contains(section.name())) {
                Optional<Table> table = measure(section);
                complete &= table.isPresent() && table.get().failures().isEmpty();
                if (table.isPresent()) {
                    String markdown = table.get().withNote(origin(revision)).markdown();
                    page = page.with(NAMES, machine, Map.of(section.name(), markdown));
                    write(page);
                }
            }
        }
        if (options.out().isEmpty()) {
            System.out.print(page.text());
        }
        return complete;
    }

    /** Writes after each section: an interrupted run keeps what it measured. */
    private void write(PerformancePage page) throws IOException {
        if (options.out().isPresent()) {
            Files.writeString(options.out().get(), page.text());
        }
    }

    private Optional<Table> measure(Section section) {
        System.err.println("== " + section.name());
        try {
            Table table = section.measure(harness);
            table.failures().forEach(failure -> System.err.println("failed: " + failure));
            return Optional.of(table);
        } catch (Exception e) {
            System.err.println("failed: " + section.name() + ": " + e);
            return Optional.empty();
        }
    }

    private String origin(String revision) {
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + " at revision " + revision + ".";
    }
}
