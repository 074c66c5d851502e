package io.redoubt.eval.report;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the jobs of one ensemble left behind.
 *
 * @param scores of the ensemble as one function
 * @param members what its members' jobs left behind
 * @param judging the jobs that attacked and evaluated the ensemble
 */
public record EnsembleResults(Scores scores, List<SubjectResults> members, List<ResultManifest> judging) {

    public EnsembleResults {
        Require.present("scores", scores);
        members = List.copyOf(Require.present("members", members));
        judging = List.copyOf(Require.present("judging", judging));
    }

    /** The training of all members, a run that several start from once, and the ensemble's own judging. */
    Cost cost() {
        Stream<ResultManifest> training = members.stream().flatMap(member -> member.training().stream());
        return new Cost(Stream.concat(judging.stream(), training.distinct()).toList());
    }
}
