package io.redoubt.cli.model;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.event.Progress;
import io.redoubt.cli.option.AttackNames;
import io.redoubt.cli.option.AttackOptions;
import io.redoubt.cli.option.DataOptions;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.SubjectOption;
import io.redoubt.cli.option.WholeNumber;
import io.redoubt.cli.standalone.AttackCheckpointFiles;
import io.redoubt.cli.standalone.ImageCount;
import io.redoubt.cli.standalone.Interruption;
import io.redoubt.cli.standalone.ModelSource;
import io.redoubt.cli.standalone.OptionProblems;
import io.redoubt.cli.standalone.TargetFile;
import io.redoubt.cli.view.AttackSuiteView;
import io.redoubt.cli.view.WorkView;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.evaluate.AttackParameters;
import io.redoubt.core.evaluate.Evaluation;
import io.redoubt.core.evaluate.RobustBenchExport;
import io.redoubt.data.ClassCounts;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.memory.MemoryEstimate;
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

/** {@code redoubt attack --model FILE --data DATA --out FILE}. */
@Command(
        name = "attack",
        description = {
            "Attack a model file on test images and write the adversarial examples.",
            "With the seed, norm, eps and step of an experiment, the examples equal those of that experiment."
        },
        footer = {
            "",
            "For example:",
            "  redoubt attack --model model.safetensors --data fashion-mnist-mini --out examples.safetensors"
        },
        mixinStandardHelpOptions = true)
public final class AttackCommand implements Callable<Integer> {

    @Mixin
    private SubjectOption model;

    @Mixin
    private DataOptions data;

    @Option(
            names = AttackOptions.ATTACK,
            paramLabel = "NAME",
            defaultValue = AttackName.AUTOATTACK,
            completionCandidates = AttackNames.class,
            description =
                    "${COMPLETION-CANDIDATES}; with a budget (square-1000), x10 for restarts, -margin or -targeted for"
                            + " fgsm and pgd; several of them joined by +, or autoattack (default: ${DEFAULT-VALUE}).")
    private AttackName attack;

    @Mixin
    private AttackOptions options;

    @Option(
            names = ImageCount.IMAGES,
            converter = WholeNumber.Positive.class,
            paramLabel = "N",
            description = "Number of test images; if they are sorted by class, a stratified sample (default: all).")
    private Optional<Integer> images;

    @Option(
            names = "--from",
            converter = WholeNumber.NonNegative.class,
            paramLabel = "N",
            description = "Index of the first test image, from 0, in the order of the data set (default: 0).")
    private int from;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Examples file to write.")
    private Path target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return Interruption.during(spec.commandLine().getErr(), this::attack);
    }

    private int attack(Interruption interruption) throws Exception {
        if (attack.corrupts()) {
            throw new InvalidFieldException(
                    AttackOptions.ATTACK, "corruptions create no examples; use `redoubt evaluate --corruptions`");
        }
        OptionProblems problems = new OptionProblems();
        Optional<AttackParameters> checkedParameters = problems.check(options::read);
        problems.check(() -> TargetFile.prepare(TargetFile.OUT, target, model.files()));
        Optional<ModelSource> checkedModel = problems.check(model::read);
        Optional<ImageDataset> checkedData = problems.check(data::read);
        problems.throwIfAny();
        AttackParameters parameters = checkedParameters.orElseThrow();
        ModelSource files = checkedModel.orElseThrow();
        ImageDataset opened = checkedData.orElseThrow();
        IndexRange range = ImageCount.of(opened, from, images);
        files.requireFits(opened);
        AdversarialExamples.requireSize(range.size(), opened.test().shape());
        ImageDataset dataset = data.load(opened, range);
        PrintWriter out = spec.commandLine().getOut();
        out.println(attack + " on " + files.title() + " (" + RobustBenchExport.architecture(files.models())
                + "), test images " + range.from() + " to " + (range.to() - 1) + " of " + dataset.name() + ", "
                + AttackOptions.title(parameters));
        ClassCounts counts = ClassCounts.of(dataset.classes(), dataset.test().subset(range));
        out.println("images per class: " + counts);
        counts.missing("attacked").ifPresent(missing -> out.println("note: " + missing));
        ClassNames names = new ClassNames(dataset.name(), dataset.classes());
        files.classNames(dataset).stream()
                .flatMap(member -> member.difference(names).stream())
                .forEach(difference -> out.println("note: " + difference));
        out.flush();
        AttackCheckpointFiles checkpoints = new AttackCheckpointFiles(
                files,
                dataset,
                List.of(range, parameters, attack),
                interruption::requested,
                note -> out.println("note: " + note));
        AttackResult result = attack(files, dataset, range, parameters, attack, checkpoints, interruption);
        result.examples().write(target);
        checkpoints.delete();
        out.print(AttackSuiteView.of(result.figures(), range.size()));
        out.println("wrote " + target);
        return ExitCode.OK;
    }

    private AttackResult attack(
            ModelSource files,
            ImageDataset dataset,
            IndexRange range,
            AttackParameters parameters,
            AttackName name,
            AttackCheckpointFiles checkpoints,
            Interruption interruption) {
        try (WorkView view = WorkView.onConsole();
                LogitFunction loaded = files.load(dataset).withBatch(options.batch())) {
            Evaluation evaluation = new Evaluation(loaded, dataset.test());
            MemoryEstimate memory = evaluation.attackMemory();
            PrintWriter out = spec.commandLine().getOut();
            out.println("memory: " + memory);
            out.flush();
            memory.require();
            Consumer<Progress> observer = view.step(name.toString());
            return evaluation.attack(name, parameters, range, checkpoints.latest(target), (progress, state) -> {
                state.ifPresent(latest -> checkpoints.save(target, latest));
                interruption.check(checkpoints::kept);
                observer.accept(progress);
            });
        }
    }
}
