package io.redoubt.benchmarks.section;

import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Program;
import io.redoubt.benchmarks.program.AttackProgram;
import io.redoubt.benchmarks.program.ModelProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Programs that attack adversarially trained models, which are trained once and kept in {@link Harness#files}. */
record AttackedModels(Harness harness) {
    private static final int EPOCHS = 3;

    /** An attack on some images with a model of a width. */
    record Attack(String name, int width, int images) {}

    /** Measures an attack: Redoubt, then the scripts in the variants. */
    List<Measurement> measure(int mostRounds, Attack attack, String script, List<String> variants) {
        Path model = model(attack.width());
        List<Program> programs = new ArrayList<>();
        programs.add(Program.java(
                "Redoubt", AttackProgram.class, List.of(model, attack.width(), attack.name(), attack.images())));
        for (String variant : variants) {
            programs.add(harness.python(
                    "PyTorch, " + variant, script, List.of(model, attack.width(), attack.images(), variant)));
        }
        return harness.measure(mostRounds, programs);
    }

    /** Returns the robust accuracy in percent of each program, in their order. */
    static String robustAccuracies(List<Measurement> measured) {
        return measured.stream()
                .map(program -> program.numbers("robust"))
                .map(robust -> robust.isPresent() ? String.format(Locale.ROOT, "%.1f", robust.median()) : "-")
                .collect(Collectors.joining(" / "));
    }

    private Path model(int width) {
        Path file = harness.files().resolve("model-" + width + (harness.isShort() ? "-short" : "") + ".safetensors");
        if (Files.notExists(file)) {
            harness.prepare(Program.java(
                    "training of a model of width " + width,
                    ModelProgram.class,
                    List.of(width, harness.isShort() ? 1 : EPOCHS, file)));
        }
        return file;
    }
}
