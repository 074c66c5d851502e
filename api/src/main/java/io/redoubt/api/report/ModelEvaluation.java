package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.job.DatasetRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The evaluation of a model file or an ensemble: the content of {@code evaluation.json}, which {@code redoubt evaluate}
 * writes.
 *
 * @param schema schema version
 * @param models the model, or the members of the ensemble
 * @param dataset the data set
 * @param images number of evaluated test images, starting with the first
 * @param imagesPerClass number of evaluated test images of each class, by its name; empty, and omitted from JSON, if all are
 *     evaluated
 * @param threat the threat model
 * @param step length of a gradient step, in pixel space
 * @param seed seed of all randomness, together with the index of the image
 * @param clean accuracy on unperturbed images
 * @param attacks the attacks that were run, in the requested order
 * @param examples the stored examples that were evaluated
 * @param robust the worst case per image over the clean image, all attacks and all stored examples, on the images for
 *     which there are examples; null in JSON if there are none
 * @param corruptions accuracy on corrupted images; null in JSON if not requested
 * @param checks results of the checks for masked gradients; null in JSON if not requested
 * @param alarms explanations of everything that makes the figures doubtful
 * @param robustbench the figures in the format of the RobustBench leaderboard
 * @param forwardPasses total number of forward passes; an ensemble counts one per member
 * @param seconds wall-clock seconds of the whole evaluation
 */
public record ModelEvaluation(
        int schema,
        List<EvaluatedModel> models,
        DatasetRef dataset,
        int images,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> imagesPerClass,
        Threat threat,
        Radius step,
        long seed,
        AccuracyFigures clean,
        List<EvaluatedAttack> attacks,
        List<EvaluatedExamples> examples,
        Optional<AccuracyFigures> robust,
        Optional<CorruptionAccuracy> corruptions,
        Optional<GradientMaskingDiagnosis> checks,
        List<String> alarms,
        RobustBenchFigures robustbench,
        long forwardPasses,
        double seconds) {

    public ModelEvaluation {
        SchemaVersion.requireReadable(schema);
        models = List.copyOf(Require.present("models", models));
        Require.present("dataset", dataset);
        Require.between("images", images, 1, Integer.MAX_VALUE);
        imagesPerClass =
                imagesPerClass == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(imagesPerClass));
        Require.present("threat", threat);
        Require.present("step", step);
        Require.present("clean", clean);
        attacks = List.copyOf(Require.present("attacks", attacks));
        examples = List.copyOf(Require.present("examples", examples));
        robust = robust == null ? Optional.empty() : robust;
        corruptions = corruptions == null ? Optional.empty() : corruptions;
        checks = checks == null ? Optional.empty() : checks;
        alarms = List.copyOf(Require.present("alarms", alarms));
        Require.present("robustbench", robustbench);
    }

    /** Returns a builder of the current schema version. */
    public static Builder builder(List<EvaluatedModel> models, DatasetRef dataset, int images) {
        return new Builder(models, dataset, images);
    }

    /** Collects the results of an evaluation. Parameters, clean accuracy and leaderboard figures must be set. */
    public static final class Builder {
        private final List<EvaluatedModel> models;
        private final DatasetRef dataset;
        private final int images;
        private Map<String, Integer> imagesPerClass = Map.of();
        private Threat threat;
        private Radius step;
        private long seed;
        private AccuracyFigures clean;
        private List<EvaluatedAttack> attacks = List.of();
        private List<EvaluatedExamples> examples = List.of();
        private Optional<AccuracyFigures> robust = Optional.empty();
        private Optional<CorruptionAccuracy> corruptions = Optional.empty();
        private Optional<GradientMaskingDiagnosis> checks = Optional.empty();
        private List<String> alarms = List.of();
        private RobustBenchFigures robustbench;
        private long forwardPasses;
        private double seconds;

        private Builder(List<EvaluatedModel> models, DatasetRef dataset, int images) {
            this.models = models;
            this.dataset = dataset;
            this.images = images;
        }

        public Builder imagesPerClass(Map<String, Integer> imagesPerClass) {
            this.imagesPerClass = imagesPerClass;
            return this;
        }

        public Builder parameters(Threat threat, Radius step, long seed) {
            this.threat = threat;
            this.step = step;
            this.seed = seed;
            return this;
        }

        public Builder clean(AccuracyFigures clean) {
            this.clean = clean;
            return this;
        }

        public Builder attacks(List<EvaluatedAttack> attacks) {
            this.attacks = attacks;
            return this;
        }

        public Builder examples(List<EvaluatedExamples> examples) {
            this.examples = examples;
            return this;
        }

        public Builder robust(Optional<AccuracyFigures> robust) {
            this.robust = robust;
            return this;
        }

        public Builder corruptions(Optional<CorruptionAccuracy> corruptions) {
            this.corruptions = corruptions;
            return this;
        }

        public Builder checks(Optional<GradientMaskingDiagnosis> checks) {
            this.checks = checks;
            return this;
        }

        public Builder alarms(List<String> alarms) {
            this.alarms = alarms;
            return this;
        }

        public Builder robustbench(RobustBenchFigures robustbench) {
            this.robustbench = robustbench;
            return this;
        }

        public Builder work(long forwardPasses, double seconds) {
            this.forwardPasses = forwardPasses;
            this.seconds = seconds;
            return this;
        }

        /** @throws io.redoubt.api.InvalidFieldException when a result is missing or invalid; the message names it */
        public ModelEvaluation build() {
            return new ModelEvaluation(
                    SchemaVersion.VERSION,
                    models,
                    dataset,
                    images,
                    imagesPerClass,
                    threat,
                    step,
                    seed,
                    clean,
                    attacks,
                    examples,
                    robust,
                    corruptions,
                    checks,
                    alarms,
                    robustbench,
                    forwardPasses,
                    seconds);
        }
    }
}
