package io.redoubt.core.evaluate;

import io.redoubt.api.Digests;
import io.redoubt.api.IndexRange;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.EvaluatedAttack;
import io.redoubt.api.report.EvaluatedExamples;
import io.redoubt.api.report.EvaluatedModel;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.api.report.Scores;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AttackComparison;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.alarm.rule.AlarmRules;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.memory.MemoryEstimate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Evaluates one model outside of an experiment. As in an experiment, every figure under attack comes from examples that were
 * written, read back, checked and predicted in a separate pass.
 *
 * @param model the loaded model or ensemble
 * @param files the model files that it was loaded from
 * @param classNames the class names that each file states, if any
 * @param dataset the data set whose test images are evaluated; its digest is that of the loaded images
 * @param range the range of test images to evaluate
 * @param parameters parameters of all attacks
 * @param folder receives the examples of each attack, {@code <attack>.safetensors}
 * @param checkpoints stores the progress of attacks
 * @param observers returns an observer for a step of the evaluation, given its name
 */
public record ModelEvaluator(
        LogitFunction model,
        List<EvaluatedModel> files,
        List<ClassNames> classNames,
        ImageDataset dataset,
        IndexRange range,
        AttackParameters parameters,
        Path folder,
        AttackCheckpoints checkpoints,
        Function<String, Consumer<Progress>> observers) {

    private static final double NANOS = 1e9;

    /** Returns the estimated memory that a plan takes. */
    public MemoryEstimate memory(EvaluationPlan plan) {
        Evaluation evaluation = new Evaluation(model, dataset.test());
        return plan.attacks().isEmpty() && plan.checks() == 0
                ? evaluation.predictionMemory()
                : evaluation.attackMemory();
    }

    /**
     * Runs the plan.
     *
     * @throws io.redoubt.data.memory.NotEnoughMemoryException if the plan would not fit into memory
     * @throws InvalidExamplesException if an example violates the threat model; the message names file and image
     * @throws IOException if examples cannot be written or read back
     */
    public ModelEvaluation evaluate(EvaluationPlan plan) throws IOException {
        long started = System.nanoTime();
        DatasetRef reference = new DatasetRef(dataset.name(), DatasetFile.sha256(dataset.loaded()));
        Evaluation evaluation = new Evaluation(model, dataset.test());
        memory(plan).require();
        Predictions clean = evaluation.clean(range, observers.apply("clean"));
        WorstCaseAccuracy worstCase = new WorstCaseAccuracy(clean);
        List<EvaluatedExamples> examples = new ArrayList<>();
        for (StoredExamples stored : plan.examples()) {
            String name = stored.file().getFileName().toString();
            VerifiedExamples verified = verify(evaluation, stored, name);
            worstCase.add(verified.predictions());
            examples.add(figures(stored.file(), verified));
        }
        List<EvaluatedAttack> attacks = new ArrayList<>();
        List<Predictions> predictions = new ArrayList<>();
        for (AttackName attack : plan.attacks()) {
            Path file = folder.resolve(attack + ".safetensors");
            List<AttackFigures> figures = attack(evaluation, attack, file);
            VerifiedExamples verified = verify(
                    evaluation,
                    new StoredExamples(file, AdversarialExamples.read(file, range)),
                    attack + ", read back");
            worstCase.add(verified.predictions());
            predictions.add(verified.predictions());
            attacks.add(EvaluatedAttack.of(attack, figures(file, verified), figures));
        }
        Optional<CorruptionAccuracy> corruptions =
                plan.corruptions() ? Optional.of(corruptions(evaluation)) : Optional.empty();
        Optional<GradientMaskingDiagnosis> checks =
                plan.checks() > 0 ? Optional.of(diagnose(evaluation, plan.checks())) : Optional.empty();
        AccuracyFigures standard = Accuracy.of(clean).figures();
        AlarmInputs inputs = AlarmInputs.builder(
                        "",
                        standard,
                        compare(clean, attacks, predictions),
                        new ClassNames(dataset.name(), dataset.classes()))
                .sample(range.size() == dataset.test().size() || dataset.test().isMixed())
                .modelClasses(classNames)
                .examples(examples)
                .diagnosis(checks)
                .build();
        RobustBenchExport export =
                new RobustBenchExport(dataset.name(), dataset.test().size(), range.size(), parameters.threat());
        return ModelEvaluation.builder(files, reference, range.size())
                .imagesPerClass(
                        range.size() < dataset.test().size()
                                ? inputs.imagesPerClass().counts()
                                : Map.of())
                .parameters(parameters.threat(), parameters.step(), parameters.seed())
                .clean(standard)
                .attacks(attacks)
                .examples(examples)
                .robust(worstCase.accuracy().map(Accuracy::figures))
                .corruptions(corruptions)
                .checks(checks)
                .alarms(AlarmRules.check(inputs).stream().map(Alarm::text).toList())
                .robustbench(export.figures(files, standard, attacks))
                .work(evaluation.passes().forward(), (System.nanoTime() - started) / NANOS)
                .build();
    }

    /** Runs an attack and writes its examples, unless both are done. */
    private List<AttackFigures> attack(Evaluation evaluation, AttackName attack, Path file) throws IOException {
        Optional<List<AttackFigures>> finished = checkpoints.finished(file);
        if (finished.isPresent()) {
            evaluation.count(finished.get());
            return finished.get();
        }
        Consumer<Progress> observer = observers.apply(attack.toString());
        AttackResult result =
                evaluation.attack(attack, parameters, range, checkpoints.latest(file), (progress, state) -> {
                    state.ifPresent(latest -> checkpoints.save(file, latest));
                    observer.accept(progress);
                });
        result.examples().write(file);
        checkpoints.finish(file, result.figures());
        return result.figures();
    }

    private VerifiedExamples verify(Evaluation evaluation, StoredExamples stored, String step) {
        try {
            return evaluation.verify(stored.examples(), parameters.ball(), observers.apply(step));
        } catch (InvalidExamplesException e) {
            throw new InvalidExamplesException(stored.file() + ": " + e.getMessage());
        }
    }

    private static EvaluatedExamples figures(Path file, VerifiedExamples verified) {
        IndexRange range = verified.predictions().range();
        return new EvaluatedExamples(
                file.getFileName().toString(),
                Digests.sha256(file),
                range.from(),
                range.to(),
                Accuracy.of(verified.predictions()).figures(),
                verified.largestChange(),
                verified.differing());
    }

    private CorruptionAccuracy corruptions(Evaluation evaluation) {
        CorruptionScores scores =
                evaluation.corruptions(range, parameters.seed(), observers.apply(AttackName.CORRUPTIONS));
        return CorruptionAccuracies.of(List.of(scores), scores.labels()).orElseThrow();
    }

    private GradientMaskingDiagnosis diagnose(Evaluation evaluation, int images) {
        return evaluation.diagnose(
                Math.min(images, range.size()), parameters.ball(), parameters.seed(), observers.apply("checks"));
    }

    /** Compares the attacks image by image, as the report of an experiment does. */
    static AttackComparison compare(Predictions clean, List<EvaluatedAttack> attacks, List<Predictions> predictions) {
        Map<String, List<Integer>> predicted = new LinkedHashMap<>();
        Map<String, Integer> differing = new LinkedHashMap<>();
        Map<String, AttackCost> costs = new LinkedHashMap<>();
        for (int i = 0; i < attacks.size(); i++) {
            EvaluatedAttack attack = attacks.get(i);
            String name = attack.attack().toString();
            predicted.put(name, predictions.get(i).predictedList());
            differing.put(name, attack.examples().differing());
            costs.put(name, attack.cost());
        }
        Scores scores =
                new Scores(SchemaVersion.VERSION, clean.labelList(), clean.predictedList(), predicted, differing);
        List<AttackName> names = attacks.stream().map(EvaluatedAttack::attack).toList();
        return new AttackComparison(names, scores, costs);
    }
}
