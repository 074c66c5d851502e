package io.redoubt.eval.report.figures;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the jobs of one ensemble left behind.
 *
 * @param evaluation what those left that judged the ensemble as one function
 * @param members what its members' jobs left behind
 */
public record EnsembleResults(SubjectEvaluation evaluation, List<SubjectResults> members) {

    public EnsembleResults {
        Require.present("evaluation", evaluation);
        members = List.copyOf(Require.present("members", members));
    }

    /** Of the ensemble as one function. */
    public Scores scores() {
        return evaluation.scores();
    }

    /** The training of all members, a run that several start from once, and the ensemble's own judging. */
    RowCost cost() {
        Stream<ResultManifest> training = members.stream().flatMap(member -> member.training().stream());
        return new RowCost(
                Stream.concat(evaluation.jobs().stream(), training.distinct()).toList());
    }
}
