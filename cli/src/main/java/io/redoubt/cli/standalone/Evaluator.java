package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.EvaluatedAttack;
import io.redoubt.api.report.EvaluatedExamples;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.api.request.AttackName;
import io.redoubt.cli.view.WorkView;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.alarm.rule.AlarmRules;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.LoadedModel;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.evaluate.ClassifierRun;
import io.redoubt.core.evaluate.CorruptionAccuracies;
import io.redoubt.core.evaluate.CorruptionEvaluation;
import io.redoubt.core.evaluate.GradientMaskingChecks;
import io.redoubt.core.evaluate.InvalidExamplesException;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.evaluate.VerifiedExamples;
import io.redoubt.core.evaluate.WorstCaseAccuracy;
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
        LoadedSubject subject,
        ImageDataset dataset,
        IndexRange range,
        AttackParameters adversary,
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
                LoadedModel logits = subject.load(dataset.test().shape())) {
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
        private final LoadedModel logits;
        private final ImageSet images = dataset.test();
        private long passes;

        Sitting(ClassifierRun classifier, LoadedModel logits) {
            this.classifier = classifier;
            this.logits = logits;
        }

        ModelEvaluation figures(EvaluationPlan plan, List<GivenExamples> given, long began) throws IOException {
            Predictions predictions = classifier.predict(images, range, view.step("clean"));
            passes += (long) range.size() * subject.networks();
            AccuracyFigures clean = ExamplesEvaluation.measured(Accuracy.of(predictions));
            WorstCaseAccuracy worst = new WorstCaseAccuracy(predictions);
            ExamplesEvaluation judge = new ExamplesEvaluation(classifier, images, adversary.ball(), worst, view);
            List<EvaluatedExamples> examples =
                    given.stream().map(each -> judge(judge, each)).toList();
            AttackOrder order = new AttackOrder(predictions);
            List<EvaluatedAttack> attacks = new ArrayList<>();
            for (AttackName attack : plan.attacks()) {
                attacks.add(attack(judge, attack, order));
            }
            Optional<CorruptionAccuracy> corruptions =
                    plan.corruptions() ? Optional.of(corruptions()) : Optional.empty();
            Optional<GradientMaskingDiagnosis> checks =
                    plan.checks() > 0 ? Optional.of(checks(plan.checks())) : Optional.empty();
            AlarmInputs inputs = order.inputs(clean, new ClassNames(dataset.name(), dataset.classes()))
                    .modelClasses(subject.classNames())
                    .diagnosis(checks)
                    .build();
            List<String> alarms =
                    AlarmRules.check(inputs).stream().map(Alarm::text).toList();
            return new ModelEvaluation(
                    SchemaVersion.VERSION,
                    subject.models(),
                    new DatasetRef(dataset.name(), DatasetFile.sha256(dataset)),
                    range.size(),
                    adversary.threat(),
                    adversary.step(),
                    adversary.seed(),
                    clean,
                    attacks,
                    examples,
                    worst.accuracy().map(ExamplesEvaluation::measured),
                    corruptions,
                    checks,
                    alarms,
                    RobustBenchMapping.figures(subject, dataset, adversary.threat(), clean, attacks),
                    passes,
                    (System.nanoTime() - began) / NANOS);
        }

        private EvaluatedExamples judge(ExamplesEvaluation judge, GivenExamples given) {
            try {
                passes += (long) given.examples().range().size() * subject.networks();
                return ExamplesEvaluation.judged(
                        given.file(), judge.judge(given.file().getFileName().toString(), given.examples()));
            } catch (InvalidExamplesException e) {
                throw new InvalidFieldException(
                        GivenExamples.EXAMPLES,
                        given.file() + ": " + e.getMessage()
                                + "; give the --data, --norm and --eps that they were made with");
            }
        }

        private EvaluatedAttack attack(ExamplesEvaluation judge, AttackName attack, AttackOrder order)
                throws IOException {
            Path file = folder.resolve(attack + ".safetensors");
            List<AttackFigures> ladder = make(attack, file);
            long forward =
                    ladder.stream().mapToLong(AttackFigures::forwardPasses).sum();
            passes += forward + (long) range.size() * subject.networks();
            VerifiedExamples verdict = judge.judge(attack + ", read back", AdversarialExamples.read(file, range));
            EvaluatedAttack judged = new EvaluatedAttack(
                    attack,
                    ExamplesEvaluation.judged(file, verdict),
                    ladder,
                    forward,
                    ladder.stream().mapToLong(AttackFigures::backwardPasses).sum(),
                    ladder.stream().mapToDouble(AttackFigures::seconds).sum());
            order.add(judged, verdict.predictions());
            return judged;
        }

        private List<AttackFigures> make(AttackName attack, Path file) throws IOException {
            AttackResult result = adversary.attack(logits, attack, images, range, view.step(attack.toString()));
            result.examples().write(file);
            return AttackFiguresMapping.of(result, subject.networks());
        }

        private CorruptionAccuracy corruptions() {
            CorruptionEvaluation run = new CorruptionEvaluation(classifier, images, adversary.seed());
            passes += (long) range.size() * CorruptionEvaluation.passes() * subject.networks();
            CorruptionScores scores = run.predict(range, view.step("corruptions"));
            return CorruptionAccuracies.of(List.of(scores), scores.labels()).orElseThrow();
        }

        private GradientMaskingDiagnosis checks(int wanted) {
            int count = Math.min(wanted, range.size());
            GradientMaskingChecks checks =
                    new GradientMaskingChecks(logits, images, count, adversary.seed(), view.step("checks"));
            GradientMaskingDiagnosis diagnosis = checks.run(adversary.ball());
            passes += checks.passes().through(subject.networks()).forward();
            return diagnosis;
        }
    }
}
