package io.redoubt.core.alarm;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.EvaluatedExamples;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.ReportRow;
import io.redoubt.data.ClassCounts;
import java.util.List;
import java.util.Optional;

/**
 * The known facts about an evaluated subject. A rule whose inputs are absent raises no alarm.
 *
 * @param subject name of the subject; empty if only one subject is evaluated
 * @param clean accuracy on clean images
 * @param attacks which images withstand which attack
 * @param sample whether the evaluated images are all test images, or the first of test images whose classes are mixed
 * @param dataset the data set and its classes
 * @param modelClasses the classes that each model file states; empty if the models were trained on {@code dataset}
 * @param examples stored examples that were evaluated, of the first images or a part of them
 * @param row the row of an experiment's report
 * @param history the epochs of the fine-tuning; empty for an ensemble or a model that was not trained here
 * @param diagnosis results of the checks for masked gradients
 * @param transfers how the subject classifies the examples of every other subject
 * @param jobs the jobs that the figures depend on
 */
public record AlarmInputs(
        String subject,
        AccuracyFigures clean,
        AttackComparison attacks,
        boolean sample,
        ClassNames dataset,
        List<ClassNames> modelClasses,
        List<EvaluatedExamples> examples,
        Optional<ReportRow> row,
        List<EpochRecord> history,
        Optional<GradientMaskingDiagnosis> diagnosis,
        List<TransferredExamples> transfers,
        List<ResultManifest> jobs) {

    public AlarmInputs {
        Require.present("subject", subject);
        Require.present("clean", clean);
        Require.present("attacks", attacks);
        Require.present("dataset", dataset);
        modelClasses = List.copyOf(modelClasses);
        examples = List.copyOf(examples);
        history = List.copyOf(history);
        transfers = List.copyOf(transfers);
        jobs = List.copyOf(jobs);
    }

    /** Returns the number of evaluated images of each class. */
    public ClassCounts imagesPerClass() {
        return imagesPerClass(0, attacks.images());
    }

    /**
     * Returns the number of images of each class in a range of the evaluated images.
     *
     * @param to one past the last
     */
    public ClassCounts imagesPerClass(int from, int to) {
        return ClassCounts.of(dataset.names(), attacks.labels().subList(from, to));
    }

    /** Returns a builder with the inputs that every subject has. */
    public static Builder builder(String subject, AccuracyFigures clean, AttackComparison attacks, ClassNames dataset) {
        return new Builder(subject, clean, attacks, dataset);
    }

    /** Collects the inputs that only some subjects have. */
    public static final class Builder {
        private final String subject;
        private final AccuracyFigures clean;
        private final AttackComparison attacks;
        private final ClassNames dataset;
        private boolean sample = true;
        private List<ClassNames> modelClasses = List.of();
        private List<EvaluatedExamples> examples = List.of();
        private Optional<ReportRow> row = Optional.empty();
        private List<EpochRecord> history = List.of();
        private Optional<GradientMaskingDiagnosis> diagnosis = Optional.empty();
        private List<TransferredExamples> transfers = List.of();
        private List<ResultManifest> jobs = List.of();

        private Builder(String subject, AccuracyFigures clean, AttackComparison attacks, ClassNames dataset) {
            this.subject = subject;
            this.clean = clean;
            this.attacks = attacks;
            this.dataset = dataset;
        }

        public Builder sample(boolean sample) {
            this.sample = sample;
            return this;
        }

        public Builder modelClasses(List<ClassNames> modelClasses) {
            this.modelClasses = modelClasses;
            return this;
        }

        public Builder examples(List<EvaluatedExamples> examples) {
            this.examples = examples;
            return this;
        }

        /** Sets the row and the diagnosis that it contains. */
        public Builder row(ReportRow row) {
            this.row = Optional.of(row);
            return diagnosis(row.diagnosis());
        }

        public Builder history(List<EpochRecord> history) {
            this.history = history;
            return this;
        }

        public Builder diagnosis(Optional<GradientMaskingDiagnosis> diagnosis) {
            this.diagnosis = diagnosis;
            return this;
        }

        public Builder transfers(List<TransferredExamples> transfers) {
            this.transfers = transfers;
            return this;
        }

        public Builder jobs(List<ResultManifest> jobs) {
            this.jobs = jobs;
            return this;
        }

        public AlarmInputs build() {
            return new AlarmInputs(
                    subject,
                    clean,
                    attacks,
                    sample,
                    dataset,
                    modelClasses,
                    examples,
                    row,
                    history,
                    diagnosis,
                    transfers,
                    jobs);
        }
    }
}
