package io.redoubt.eval.report.figures;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The results of the jobs of one model.
 *
 * @param evaluation results of evaluating the best epoch's weights
 * @param lastScores predictions of the last epoch's weights, if they were evaluated
 * @param pretrain the pretraining run that it was fine-tuned from; empty for P1
 * @param finetune its fine-tuning run
 */
public record SubjectResults(
        SubjectEvaluation evaluation,
        Optional<Scores> lastScores,
        Optional<ResultManifest> pretrain,
        ResultManifest finetune) {

    public SubjectResults {
        Require.present("evaluation", evaluation);
        Require.present("lastScores", lastScores);
        Require.present("pretrain", pretrain);
        Require.present("finetune", finetune);
    }

    /** The predictions of the best epoch's weights. */
    public Scores scores() {
        return evaluation.scores();
    }

    /** The epoch whose weights were selected, from 1. */
    int bestEpoch() {
        return (int) Math.round(RowCost.metric(finetune, ResultManifest.BEST_EPOCH));
    }

    /** The cost of all jobs of the row. */
    RowCost cost() {
        return new RowCost(
                Stream.concat(evaluation.jobs().stream(), training().stream()).toList());
    }

    /** The jobs that trained the model. */
    List<ResultManifest> training() {
        return Stream.concat(pretrain.stream(), Stream.of(finetune)).toList();
    }
}
