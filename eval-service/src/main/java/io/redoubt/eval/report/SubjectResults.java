package io.redoubt.eval.report;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the jobs of one model left behind.
 *
 * @param scores of the best epoch's weights
 * @param lastScores of the last epoch's weights, where they were judged
 * @param pretrain the pretraining run that it starts from; empty for P1
 * @param finetune its fine-tuning run
 * @param judging the jobs that attacked and evaluated the best epoch's weights
 */
public record SubjectResults(
        Scores scores,
        Optional<Scores> lastScores,
        Optional<ResultManifest> pretrain,
        ResultManifest finetune,
        List<ResultManifest> judging) {

    public SubjectResults {
        Require.present("scores", scores);
        Require.present("lastScores", lastScores);
        Require.present("pretrain", pretrain);
        Require.present("finetune", finetune);
        judging = List.copyOf(Require.present("judging", judging));
    }

    /** The epoch whose weights were kept, from 1. */
    int bestEpoch() {
        return (int) Math.round(Cost.metric(finetune, ResultManifest.BEST_EPOCH));
    }

    /** All jobs of the row. */
    Cost cost() {
        return new Cost(Stream.concat(judging.stream(), training().stream()).toList());
    }

    /** The jobs that made the model. */
    List<ResultManifest> training() {
        return Stream.concat(pretrain.stream(), Stream.of(finetune)).toList();
    }
}
