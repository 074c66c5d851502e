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
 * @param members results of its members
 */
public record EnsembleResults(SubjectEvaluation evaluation, List<SubjectResults> members) {

    public EnsembleResults {
        Require.present("evaluation", evaluation);
        members = List.copyOf(Require.present("members", members));
    }

    /** The predictions of the ensemble. */
    public Scores scores() {
        return evaluation.scores();
    }

    /** The cost of training all members, counting a shared pretraining run once, and of attacking and evaluating the ensemble. */
    RowCost cost() {
        Stream<ResultManifest> training = members.stream().flatMap(member -> member.training().stream());
        return new RowCost(
                Stream.concat(evaluation.jobs().stream(), training.distinct()).toList());
    }
}
