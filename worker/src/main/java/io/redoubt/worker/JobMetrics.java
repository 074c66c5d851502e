package io.redoubt.worker;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.AttackMetrics;
import io.redoubt.api.report.Scores;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.TrainingState;
import java.util.HashMap;
import java.util.Map;

/** The metrics of each kind of job, see {@link ResultManifest#metrics}. */
public final class JobMetrics {

    private JobMetrics() {}

    /** The metrics of a pretraining job. */
    public static Map<String, Double> pretraining(TrainingState end) {
        return Map.of(
                ResultManifest.FORWARD_PASSES, (double) end.forwardPasses(),
                ResultManifest.BEST_EPOCH, (double) end.bestEpoch().epoch());
    }

    /** The metrics of a fine-tuning job. */
    public static Map<String, Double> finetuning(FineTuning training, TrainingState end) {
        Map<String, Double> metrics = new HashMap<>(pretraining(end));
        int classes = training.classesNotHeldOut();
        if (classes > 0) {
            metrics.put(ResultManifest.CLASSES_NOT_HELD_OUT, (double) classes);
        }
        return metrics;
    }

    /** The metrics of a job that computes no gradients. */
    public static Map<String, Double> forwardPasses(PassCounts passes) {
        return Map.of(ResultManifest.FORWARD_PASSES, (double) passes.forward());
    }

    /** The metrics of an evaluation job: its cost, and the accuracies of its scores. */
    public static Map<String, Double> evaluation(PassCounts passes, Scores scores) {
        Map<String, Double> metrics = new HashMap<>(forwardPasses(passes));
        Accuracy robust = Accuracy.robust(scores);
        metrics.put(ResultManifest.STANDARD_ACCURACY, Accuracy.standard(scores).share());
        metrics.put(ResultManifest.ROBUST_ACCURACY, robust.share());
        metrics.put(ResultManifest.ROBUST_ACCURACY_LOW, robust.confidence95().low());
        metrics.put(ResultManifest.ROBUST_ACCURACY_HIGH, robust.confidence95().high());
        return metrics;
    }

    /** The metrics of a job that computes gradients. */
    public static Map<String, Double> passes(PassCounts passes) {
        return Map.of(
                ResultManifest.FORWARD_PASSES, (double) passes.forward(),
                ResultManifest.BACKWARD_PASSES, (double) passes.backward());
    }

    /** The metrics of an attack job. */
    public static Map<String, Double> attack(AttackResult result) {
        Map<String, Double> metrics = new HashMap<>(passes(result.passes()));
        metrics.putAll(AttackMetrics.encode(result.figures()));
        return metrics;
    }
}
