package io.redoubt.cli.command;

import io.redoubt.api.Json;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.api.request.AttackName;
import io.redoubt.cli.standalone.AttackParameters;
import io.redoubt.cli.standalone.EvaluationPlan;
import io.redoubt.cli.standalone.Evaluator;
import io.redoubt.cli.standalone.ImageCount;
import io.redoubt.cli.standalone.LoadedSubject;
import io.redoubt.cli.standalone.ResultFolder;
import io.redoubt.cli.view.EvaluationView;
import io.redoubt.cli.view.WorkView;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.IndexRange;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redoubt evaluate --model FILE --data DATA}. */
@Command(
        name = "evaluate",
        description = {
            "Judges a model file without an experiment: on clean images, under attack, on corrupted images.",
            "Every figure under attack is recomputed from the examples as they were written."
        },
        footer = {
            "",
            "For example:",
            "  redoubt evaluate --model model.safetensors --data fashion-mnist-mini --out judged",
            "",
            "Alarms say what makes the figures doubtful; they do not change the exit code."
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private SubjectOption model;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            description =
                    "Attacks as `redoubt attack` takes them, with commas between them (default: autoattack; none where"
                            + " --examples are given).")
    private Optional<String> attacks;

    @Option(
            names = "--examples",
            paramLabel = "FILE",
            description =
                    "Stored adversarial examples to judge, as `redoubt attack` and the pipeline write them; may be given"
                            + " several times.")
    private List<Path> examples = List.of();

    @Option(names = "--corruptions", description = "Corrupt the images as well, in 19 ways at 5 severities.")
    private boolean corruptions;

    @Option(
            names = "--checks",
            paramLabel = "N",
            defaultValue = "128",
            description =
                    "Images, from the first, to check for masked gradients; 0 for none (default: ${DEFAULT-VALUE}).")
    private int checks;

    @Option(names = "--images", paramLabel = "N", description = "How many test images, from the first (default: all).")
    private int images;

    @Mixin
    private AttackOptions adversary;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for evaluation.json and the examples, <attack>.safetensors (default: none are kept).")
    private Optional<Path> folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<AttackName> usual = examples.isEmpty() ? List.of(AttackName.parse(AttackName.AUTOATTACK)) : List.of();
        EvaluationPlan plan =
                new EvaluationPlan(attacks.map(EvaluationPlan::attacks).orElse(usual), examples, corruptions, checks);
        AttackParameters opponent = adversary.read();
        LoadedSubject subject = model.read();
        ImageDataset dataset = data.read();
        IndexRange range = ImageCount.of(dataset, 0, images);
        PrintWriter out = spec.commandLine().getOut();
        out.println("judging " + subject.title() + " (" + subject.architecture() + ") on " + range.size()
                + " test images of " + dataset.name() + ", " + opponent.title());
        out.flush();
        try (ResultFolder results = ResultFolder.of(folder)) {
            ModelEvaluation evaluation = evaluate(subject, dataset, range, opponent, results.path(), plan);
            out.println();
            out.print(EvaluationView.of(evaluation));
            if (folder.isPresent()) {
                Path file = folder.get().resolve("evaluation.json");
                Files.write(file, Json.pretty(evaluation));
                out.println();
                out.println("wrote " + file);
            }
        }
        return ExitCode.OK;
    }

    private static ModelEvaluation evaluate(
            LoadedSubject subject,
            ImageDataset dataset,
            IndexRange range,
            AttackParameters opponent,
            Path folder,
            EvaluationPlan plan)
            throws Exception {
        WorkView view = WorkView.onConsole();
        try {
            return new Evaluator(subject, dataset, range, opponent, folder, view).evaluate(plan);
        } finally {
            view.end();
        }
    }
}
