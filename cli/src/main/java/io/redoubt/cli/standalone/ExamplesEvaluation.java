package io.redoubt.cli.standalone;

import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.EvaluatedExamples;
import io.redoubt.cli.view.WorkView;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.evaluate.ClassifierRun;
import io.redoubt.core.evaluate.VerifiedExamples;
import io.redoubt.core.evaluate.WorstCaseAccuracy;
import io.redoubt.core.threat.Ball;
import io.redoubt.pipeline.store.Digests;
import java.nio.file.Path;

/**
 * Judges stored examples, and keeps the worst case over all that it has seen.
 *
 * @param classifier the subject
 * @param images the clean images
 * @param ball where examples must lie
 * @param worst takes every verdict in
 * @param view shows progress
 */
record ExamplesEvaluation(
        ClassifierRun classifier, ImageSet images, Ball ball, WorstCaseAccuracy worst, WorkView view) {

    /** @throws io.redoubt.core.evaluate.InvalidExamplesException when an example breaks the threat model */
    VerifiedExamples judge(String step, AdversarialExamples examples) {
        VerifiedExamples verdict = VerifiedExamples.of(classifier, examples, images, ball, view.step(step));
        worst.add(verdict.predictions());
        return verdict;
    }

    /** The verdict on the examples of a file, as it is written. */
    static EvaluatedExamples judged(Path file, VerifiedExamples verdict) {
        return new EvaluatedExamples(
                file.getFileName().toString(),
                Digests.sha256(file),
                verdict.predictions().range().from(),
                verdict.predictions().range().to(),
                measured(Accuracy.of(verdict.predictions())),
                verdict.largestChange(),
                verdict.differing());
    }

    static AccuracyFigures measured(Accuracy accuracy) {
        return new AccuracyFigures(
                accuracy.right(),
                accuracy.images(),
                accuracy.share(),
                accuracy.confidence95().ends());
    }
}
