package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Schema;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.Diagnosis;
import io.redoubt.api.report.JudgedAttack;
import io.redoubt.api.report.JudgedExamples;
import io.redoubt.api.report.LadderStep;
import io.redoubt.api.report.MeasuredAccuracy;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.api.request.AttackName;
import io.redoubt.cli.view.WorkView;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.ScriptedLogits;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.evaluate.ClassifierRun;
import io.redoubt.core.evaluate.CorruptionFigures;
import io.redoubt.core.evaluate.CorruptionRun;
import io.redoubt.core.evaluate.InvalidExamplesException;
import io.redoubt.core.evaluate.MaskingAlarms;
import io.redoubt.core.evaluate.MaskingChecks;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.evaluate.Verdict;
import io.redoubt.core.evaluate.WorstCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a subject. Every figure under attack comes from examples that were written, read back, checked, and predicted in
 * a pass of their own.
 *
 * @param subject the model or ensemble
 * @param dataset its test images are judged
 * @param range which of them, from the first
 * @param adversary what attacks may do
 * @param folder where the examples are written
 * @param view shows progress
 */
public record Evaluator(
        JudgedSubject subject,
        ImageDataset dataset,
        IndexRange range,
        Adversary adversary,
        Path folder,
        WorkView view) {

    private static final double NANOS = 1e9;

    /** @throws InvalidFieldException naming the option, when something given does not fit the rest */
    public ModelEvaluation evaluate(EvaluationPlan plan) throws IOException {
        long began = System.nanoTime();
        subject.requireFits(dataset);
        if (plan.corruptions()) {
            requireCorruptible(dataset.test());
        }
        List<GivenExamples> given = plan.examples().stream()
                .map(file -> GivenExamples.read(file, dataset, range))
                .toList();
        try (ClassifierRun classifier = new ClassifierRun(
                        subject.subject().classifier(), subject.subject().weights());
                ScriptedLogits logits = subject.load(dataset.test().shape())) {
            return new Sitting(classifier, logits).figures(plan, given, began);
        }
    }

    private static void requireCorruptible(ImageSet images) {
        boolean colours = images.channels() == 1 || images.channels() == 3;
        if (!colours || images.height() < 8 || images.width() < 8) {
            throw new InvalidFieldException(
                    "--corruptions",
                    "images of " + images.channels() + "x" + images.height() + "x" + images.width()
                            + " cannot be corrupted; 1 or 3 channels of at least 8x8 are needed");
        }
    }

    /** The subject, loaded. */
    private final class Sitting {
        private final ClassifierRun classifier;
        private final ScriptedLogits logits;
        private final ImageSet images = dataset.test();
        private long passes;

        Sitting(ClassifierRun classifier, ScriptedLogits logits) {
            this.classifier = classifier;
            this.logits = logits;
        }

        ModelEvaluation figures(EvaluationPlan plan, List<GivenExamples> given, long began) throws IOException {
            Predictions predictions = classifier.predict(images, range, view.step("clean"));
            passes += (long) range.size() * subject.networks();
            MeasuredAccuracy clean = ExamplesJudge.measured(Accuracy.of(predictions));
            WorstCase worst = new WorstCase(predictions);
            ExamplesJudge judge = new ExamplesJudge(classifier, images, adversary.ball(), worst, view);
            List<JudgedExamples> examples =
                    given.stream().map(each -> judge(judge, each)).toList();
            AttackOrder order = new AttackOrder(predictions);
            List<JudgedAttack> attacks = new ArrayList<>();
            for (AttackName attack : plan.attacks()) {
                attacks.add(attack(judge, attack, order));
            }
            Optional<CorruptionAccuracy> corruptions =
                    plan.corruptions() ? Optional.of(corruptions()) : Optional.empty();
            Optional<Diagnosis> checks = plan.checks() > 0 ? Optional.of(checks(plan.checks())) : Optional.empty();
            List<String> alarms = SubjectAlarms.of(subject, dataset, clean);
            alarms.addAll(order.alarms());
            checks.ifPresent(diagnosis -> alarms.addAll(MaskingAlarms.of(diagnosis)));
            return new ModelEvaluation(
                    Schema.VERSION,
                    subject.models(),
                    new DatasetRef(dataset.name(), DatasetFile.sha256(dataset)),
                    range.size(),
                    adversary.threat(),
                    adversary.step(),
                    adversary.seed(),
                    clean,
                    attacks,
                    examples,
                    worst.accuracy().map(ExamplesJudge::measured),
                    corruptions,
                    checks,
                    alarms,
                    RobustBench.figures(subject, dataset, adversary.threat(), clean, attacks),
                    passes,
                    (System.nanoTime() - began) / NANOS);
        }

        private JudgedExamples judge(ExamplesJudge judge, GivenExamples given) {
            try {
                passes += (long) given.examples().range().size() * subject.networks();
                return ExamplesJudge.judged(
                        given.file(), judge.judge(given.file().getFileName().toString(), given.examples()));
            } catch (InvalidExamplesException e) {
                throw new InvalidFieldException(
                        GivenExamples.EXAMPLES,
                        given.file() + ": " + e.getMessage()
                                + "; give the --data, --norm and --eps that they were made with");
            }
        }

        private JudgedAttack attack(ExamplesJudge judge, AttackName attack, AttackOrder order) throws IOException {
            Path file = folder.resolve(attack + ".safetensors");
            List<LadderStep> ladder = make(attack, file);
            long forward = ladder.stream().mapToLong(LadderStep::forwardPasses).sum();
            passes += forward + (long) range.size() * subject.networks();
            Verdict verdict = judge.judge(attack + ", read back", AdversarialExamples.read(file, range));
            JudgedAttack judged = new JudgedAttack(
                    attack,
                    ExamplesJudge.judged(file, verdict),
                    ladder,
                    forward,
                    ladder.stream().mapToLong(LadderStep::backwardPasses).sum(),
                    ladder.stream().mapToDouble(LadderStep::seconds).sum());
            order.add(judged, verdict.predictions());
            return judged;
        }

        private List<LadderStep> make(AttackName attack, Path file) throws IOException {
            AttackResult result = adversary.attack(logits, attack, images, range, view.step(attack.toString()));
            result.examples().write(file);
            return LadderSteps.of(result, subject.networks());
        }

        private CorruptionAccuracy corruptions() {
            CorruptionRun run = new CorruptionRun(classifier, images, adversary.seed());
            passes += (long) range.size() * CorruptionRun.passes() * subject.networks();
            CorruptionScores scores = run.predict(range, view.step("corruptions"));
            return CorruptionFigures.of(List.of(scores), scores.labels()).orElseThrow();
        }

        private Diagnosis checks(int wanted) {
            int count = Math.min(wanted, range.size());
            MaskingChecks checks = new MaskingChecks(logits, images, count, adversary.seed(), view.step("checks"));
            Diagnosis diagnosis = checks.run(adversary.ball());
            passes += checks.passes().through(subject.networks()).forward();
            return diagnosis;
        }
    }
}
