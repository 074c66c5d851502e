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
 * The results of the jobs that evaluated one subject.
 *
 * @param scores predictions on clean images and on the examples created for it
 * @param evaluation the job that created the scores
 * @param attacks by attack, in the request's order, the jobs that created those examples
 * @param diagnosis results of the checks for masked gradients; empty if not requested
 * @param corruptions predictions on corrupted images, one element per shard; empty if not requested
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

    /** The jobs whose cost a row includes. Checks and corruptions are excluded because they are not part of its figures. */
    public List<ResultManifest> jobs() {
        return Stream.concat(attacks.values().stream().flatMap(List::stream), Stream.of(evaluation))
                .toList();
    }
}
