package io.redoubt.eval.report.figures;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import java.util.List;
import java.util.stream.Stream;

/**
 * The results of the jobs of one ensemble.
 *
 * @param evaluation results of evaluating the ensemble as one function
 * @param training the jobs that trained its members
 */
public record EnsembleResults(SubjectEvaluation evaluation, List<ResultManifest> training) {

    public EnsembleResults {
        Require.present("evaluation", evaluation);
        training = List.copyOf(Require.present("training", training));
    }

    /** The predictions of the ensemble. */
    public Scores scores() {
        return evaluation.scores();
    }

    /** The cost of training all members, counting a shared pretraining run once, and of attacking and evaluating the ensemble. */
    RowCost cost() {
        return new RowCost(
                Stream.concat(evaluation.jobs().stream(), training.stream().distinct())
                        .toList());
    }
}
