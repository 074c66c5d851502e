package io.redoubt.cli.model;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.event.Progress;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.cli.option.AttackOptions;
import io.redoubt.cli.option.DataOptions;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.SubjectOption;
import io.redoubt.cli.option.WholeNumber;
import io.redoubt.cli.standalone.AttackCheckpointFiles;
import io.redoubt.cli.standalone.DataSource;
import io.redoubt.cli.standalone.GivenExamples;
import io.redoubt.cli.standalone.ImageCount;
import io.redoubt.cli.standalone.Interruption;
import io.redoubt.cli.standalone.ModelSource;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.cli.standalone.OptionProblems;
import io.redoubt.cli.standalone.ResultFolder;
import io.redoubt.cli.view.EvaluationView;
import io.redoubt.cli.view.WorkView;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.evaluate.AttackCheckpoints;
import io.redoubt.core.evaluate.AttackParameters;
import io.redoubt.core.evaluate.EvaluationPlan;
import io.redoubt.core.evaluate.InvalidExamplesException;
import io.redoubt.core.evaluate.ModelEvaluator;
import io.redoubt.core.evaluate.RobustBenchExport;
import io.redoubt.core.evaluate.StoredExamples;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.file.OutputFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redoubt evaluate --model FILE --data DATA}. */
@Command(
        name = "evaluate",
        description = {
            "Evaluate a model file on clean images, under attack and on corrupted images.",
            "Every figure under attack is computed from the stored adversarial examples."
        },
        footer = {
            "",
            "For example:",
            "  redoubt evaluate --model model.safetensors --data fashion-mnist-mini --out evaluation",
            "",
            "Alarms explain why figures may be misleading; they do not change the exit code."
        },
        mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private SubjectOption model;

    @Mixin
    private DataOptions data;

    @Option(
            names = AttackOptions.ATTACK,
            split = ",",
            paramLabel = "NAME",
            description =
                    "Attacks as in `redoubt attack`, separated by commas (default: autoattack; none if --examples is"
                            + " given).")
    private List<AttackName> attacks = List.of();

    @Option(
            names = GivenExamples.EXAMPLES,
            paramLabel = "FILE",
            description =
                    "Stored adversarial examples to evaluate, as written by `redoubt attack` and the pipeline. Can be"
                            + " repeated.")
    private List<Path> examples = List.of();

    @Option(names = "--corruptions", description = "Also evaluate on corrupted images: 19 corruptions at 5 severities.")
    private boolean corruptions;

    @Option(
            names = ImageCount.CHECKS,
            converter = WholeNumber.NonNegative.class,
            paramLabel = "N",
            description =
                    "Number of evaluated images, from the first, to check for masked gradients; 0 for none (default: 128, or"
                            + " all if there are fewer).")
    private Optional<Integer> checks;

    @Option(
            names = ImageCount.IMAGES,
            converter = WholeNumber.Positive.class,
            paramLabel = "N",
            description = "Number of test images, from the first; if they are sorted by class, a stratified sample"
                    + " (default: all).")
    private Optional<Integer> images;

    @Mixin
    private AttackOptions options;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Directory for evaluation.json and the examples, <attack>.safetensors (default: nothing is kept). After an"
                            + " interruption, the same command continues after the last finished block of images.")
    private Optional<Path> folder;

    @Spec
    private CommandSpec spec;

    /** The inputs of the evaluation, except the plan. */
    private record Inputs(ModelSource files, ImageDataset dataset, IndexRange range, AttackParameters parameters) {}

    @Override
    public Integer call() throws Exception {
        return Interruption.during(spec.commandLine().getErr(), this::evaluate);
    }

    private int evaluate(Interruption interruption) throws Exception {
        List<AttackName> defaults = examples.isEmpty() ? List.of(AttackName.parse(AttackName.AUTOATTACK)) : List.of();
        List<AttackName> names = attacks.isEmpty() ? defaults : attacks;
        OptionProblems problems = new OptionProblems();
        problems.check(() -> plan(names, List.of(), checks.orElse(0)));
        Optional<AttackParameters> checkedParameters = problems.check(options::read);
        Optional<ModelSource> checkedModel = problems.check(model::read);
        Optional<ImageDataset> checkedData = problems.check(data::read);
        problems.throwIfAny();
        AttackParameters parameters = checkedParameters.orElseThrow();
        ModelSource files = checkedModel.orElseThrow();
        ImageDataset opened = checkedData.orElseThrow();
        IndexRange range = ImageCount.of(opened, 0, images);
        PrintWriter out = spec.commandLine().getOut();
        out.println("evaluating " + files.title() + " (" + RobustBenchExport.architecture(files.models()) + ") on "
                + ImageCount.title(range, opened) + " of " + opened.name() + ", " + AttackOptions.title(parameters));
        out.flush();
        files.requireFits(opened);
        if (!names.isEmpty()) {
            AdversarialExamples.requireSize(range.size(), opened.test().shape());
        }
        ImageDataset dataset = data.load(opened, range);
        EvaluationPlan plan = plan(
                names,
                examples.stream()
                        .map(file -> GivenExamples.read(file, dataset, range))
                        .toList(),
                ImageCount.checks(range, checks));
        requireCorruptible(plan, dataset.test());
        AttackCheckpointFiles checkpoints = new AttackCheckpointFiles(
                files,
                dataset,
                List.of(range, parameters),
                interruption::requested,
                note -> out.println("note: " + note));
        try (ResultFolder results = ResultFolder.of(folder)) {
            Inputs inputs = new Inputs(files, dataset, range, parameters);
            ModelEvaluation evaluation = evaluate(inputs, plan, results.path(), checkpoints, interruption);
            out.println();
            out.print(EvaluationView.of(evaluation));
            if (folder.isPresent()) {
                Path file = folder.get().resolve("evaluation.json");
                OutputFile.write(file, json -> json.write(Json.pretty(evaluation)));
                checkpoints.delete();
                out.println();
                out.println("wrote " + file);
            }
        }
        return ExitCode.OK;
    }

    private String kept(AttackCheckpointFiles checkpoints) {
        return folder.isPresent()
                ? checkpoints.kept()
                : "nothing is kept; with --out DIR, the same command continues after the finished blocks";
    }

    private EvaluationPlan plan(List<AttackName> names, List<StoredExamples> stored, int checked) {
        try {
            return new EvaluationPlan(names, stored, corruptions, checked);
        } catch (InvalidFieldException e) {
            throw OptionErrors.of("--" + e.field(), e);
        }
    }

    private static void requireCorruptible(EvaluationPlan plan, ImageSet images) {
        boolean colours = images.channels() == 1 || images.channels() == 3;
        if (plan.corruptions() && (!colours || images.height() < 8 || images.width() < 8)) {
            throw new InvalidFieldException(
                    "--corruptions",
                    "images of " + images.channels() + "x" + images.height() + "x" + images.width()
                            + " cannot be corrupted; 1 or 3 channels of at least 8x8 are needed");
        }
    }

    private ModelEvaluation evaluate(
            Inputs inputs,
            EvaluationPlan plan,
            Path examplesFolder,
            AttackCheckpointFiles checkpoints,
            Interruption interruption)
            throws Exception {
        try (WorkView view = WorkView.onConsole();
                LogitFunction loaded = inputs.files().load(inputs.dataset()).withBatch(options.batch())) {
            ModelEvaluator evaluator = new ModelEvaluator(
                    loaded,
                    inputs.files().models(),
                    inputs.files().classNames(inputs.dataset()),
                    inputs.dataset(),
                    inputs.range(),
                    inputs.parameters(),
                    examplesFolder,
                    folder.isPresent() ? checkpoints : AttackCheckpoints.NONE,
                    name -> {
                        Consumer<Progress> shown = view.step(name);
                        return progress -> {
                            interruption.check(() -> kept(checkpoints));
                            shown.accept(progress);
                        };
                    });
            PrintWriter out = spec.commandLine().getOut();
            out.println("memory: " + evaluator.memory(plan));
            out.flush();
            return evaluator.evaluate(plan);
        } catch (InvalidExamplesException e) {
            throw new InvalidFieldException(
                    GivenExamples.EXAMPLES,
                    e.getMessage() + "; use the --data, " + DataSource.FILE_ORDER
                            + ", --norm and --eps that they were created with");
        }
    }
}
