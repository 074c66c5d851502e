package io.redoubt.eval.report.figures;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.AttackMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Sums the costs of the jobs of one attack on one subject, each of which attacked some of the images. */
final class AttackCosts {

    private AttackCosts() {}

    /** Returns the costs by attack. Attacks whose jobs did not count backward passes are omitted. */
    static Map<String, AttackCost> of(Map<String, List<ResultManifest>> attacks) {
        Map<String, AttackCost> costs = new TreeMap<>();
        attacks.forEach(
                (attack, jobs) -> of(AttackName.parse(attack), jobs).ifPresent(cost -> costs.put(attack, cost)));
        return costs;
    }

    private static Optional<AttackCost> of(AttackName attack, List<ResultManifest> jobs) {
        if (jobs.stream().anyMatch(job -> !job.metrics().containsKey(ResultManifest.BACKWARD_PASSES))) {
            return Optional.empty();
        }
        RowCost cost = new RowCost(jobs);
        double backwardPasses = jobs.stream()
                .mapToDouble(job -> RowCost.metric(job, ResultManifest.BACKWARD_PASSES))
                .sum();
        return Optional.of(new AttackCost(
                cost.forwardPasses(), Math.round(backwardPasses), cost.seconds(), figures(attack, jobs)));
    }

    private static List<AttackFigures> figures(AttackName attack, List<ResultManifest> jobs) {
        List<List<AttackFigures>> recorded = jobs.stream()
                .flatMap(job -> AttackMetrics.decode(attack, job.metrics()).stream())
                .toList();
        return recorded.size() < jobs.size()
                ? List.of()
                : recorded.stream().reduce(AttackCosts::sum).orElse(List.of());
    }

    private static List<AttackFigures> sum(List<AttackFigures> some, List<AttackFigures> others) {
        return IntStream.range(0, some.size())
                .mapToObj(i -> some.get(i).plus(others.get(i)))
                .toList();
    }
}
