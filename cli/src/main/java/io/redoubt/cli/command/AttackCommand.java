package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.request.AttackName;
import io.redoubt.cli.standalone.AttackFiguresMapping;
import io.redoubt.cli.standalone.AttackParameters;
import io.redoubt.cli.standalone.EvaluationPlan;
import io.redoubt.cli.standalone.ImageCount;
import io.redoubt.cli.standalone.LoadedSubject;
import io.redoubt.cli.standalone.TargetFile;
import io.redoubt.cli.view.AttackSuiteView;
import io.redoubt.cli.view.WorkView;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.LoadedModel;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.IndexRange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redoubt attack --model FILE --data DATA --out FILE}. */
@Command(
        name = "attack",
        description = {
            "Makes adversarial examples of test images for a model file, without an experiment.",
            "With the seed, the ball and the step of an experiment they are those that it makes."
        },
        footer = {
            "",
            "For example:",
            "  redoubt attack --model model.safetensors --data fashion-mnist-mini --out examples.safetensors"
        },
        mixinStandardHelpOptions = true)
final class AttackCommand implements Callable<Integer> {

    @Mixin
    private SubjectOption model;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            defaultValue = AttackName.AUTOATTACK,
            completionCandidates = AttackNames.class,
            description =
                    "${COMPLETION-CANDIDATES}; with a budget (square-1000), x10 for restarts, -margin or -targeted for"
                            + " fgsm and pgd; several of them joined by +, or autoattack (default: ${DEFAULT-VALUE}).")
    private String attack;

    @Mixin
    private AttackOptions adversary;

    @Option(names = "--images", paramLabel = "N", description = "How many test images (default: all).")
    private int images;

    @Option(names = "--from", paramLabel = "N", description = "The first test image, counted from 0 (default: 0).")
    private int from;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The examples file to write.")
    private Path target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AttackName name = EvaluationPlan.attack(attack);
        if (name.corrupts()) {
            throw new InvalidFieldException(
                    "--attack", "corruptions search for no examples; use `redoubt evaluate --corruptions`");
        }
        AttackParameters opponent = adversary.read();
        TargetFile.prepare(target, model.files());
        LoadedSubject subject = model.read();
        ImageDataset dataset = data.read();
        IndexRange range = ImageCount.of(dataset, from, images);
        subject.requireFits(dataset);
        PrintWriter out = spec.commandLine().getOut();
        out.println(name + " on " + subject.title() + " (" + subject.architecture() + "), test images " + range.from()
                + " to " + (range.to() - 1) + " of " + dataset.name() + ", " + opponent.title());
        out.flush();
        List<AttackFigures> ladder = attack(subject, dataset, range, opponent, name);
        out.print(AttackSuiteView.of(ladder, range.size()));
        out.println("wrote " + target);
        return ExitCode.OK;
    }

    private List<AttackFigures> attack(
            LoadedSubject subject, ImageDataset dataset, IndexRange range, AttackParameters opponent, AttackName name)
            throws Exception {
        WorkView view = WorkView.onConsole();
        try (LoadedModel logits = subject.load(dataset.test().shape())) {
            AttackResult result = opponent.attack(logits, name, dataset.test(), range, view.step(name.toString()));
            result.examples().write(target);
            return AttackFiguresMapping.of(result, subject.networks());
        } finally {
            view.end();
        }
    }
}
