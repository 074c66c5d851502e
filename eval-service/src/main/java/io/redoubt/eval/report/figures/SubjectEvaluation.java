package io.redoubt.eval.report.figures;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the jobs that judged one subject left behind.
 *
 * @param scores what it said of the clean images and of the examples made for it
 * @param evaluation the job that made the scores
 * @param attacks by attack, in the request's order, the jobs that made those examples
 * @param diagnosis how it answers the checks for masked gradients; empty if not asked for
 * @param corruptions what it said of corrupted images, one element a shard; empty if not asked for
 */
public record SubjectEvaluation(
        Scores scores,
        ResultManifest evaluation,
        Map<String, List<ResultManifest>> attacks,
        Optional<GradientMaskingDiagnosis> diagnosis,
        List<CorruptionScores> corruptions) {

    public SubjectEvaluation {
        Require.present("scores", scores);
        Require.present("evaluation", evaluation);
        Map<String, List<ResultManifest>> copy = new LinkedHashMap<>();
        Require.present("attacks", attacks).forEach((attack, jobs) -> copy.put(attack, List.copyOf(jobs)));
        attacks = copy;
        Require.present("diagnosis", diagnosis);
        corruptions = List.copyOf(Require.present("corruptions", corruptions));
    }

    /** The jobs whose work a row counts: what only casts doubt on its figures, checks and corruptions, is not of them. */
    public List<ResultManifest> jobs() {
        return Stream.concat(attacks.values().stream().flatMap(List::stream), Stream.of(evaluation))
                .toList();
    }
}
