package io.redoubt.eval.report.figures;

import static io.redoubt.api.job.ResultManifest.ATTACKED;
import static io.redoubt.api.job.ResultManifest.FOOLED;
import static io.redoubt.api.job.ResultManifest.SECONDS;
import static io.redoubt.api.job.ResultManifest.ofRung;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackCost.Rung;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.AttackSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sums up what the jobs of one attack on one subject cost, each having attacked some of the images. */
final class AttackCosts {

    private AttackCosts() {}

    /** By attack; what jobs of versions did that did not count their passes backward is left out rather than called nothing. */
    static Map<String, AttackCost> of(Map<String, List<ResultManifest>> attacks) {
        Map<String, AttackCost> costs = new TreeMap<>();
        attacks.forEach(
                (attack, jobs) -> of(AttackName.parse(attack), jobs).ifPresent(cost -> costs.put(attack, cost)));
        return costs;
    }

    private static Optional<AttackCost> of(AttackName attack, List<ResultManifest> jobs) {
        if (!haveAll(jobs, ResultManifest.BACKWARD_PASSES)) {
            return Optional.empty();
        }
        RowCost cost = new RowCost(jobs);
        return Optional.of(new AttackCost(
                cost.forwardPasses(),
                Math.round(sum(jobs, ResultManifest.BACKWARD_PASSES)),
                cost.seconds(),
                rungs(attack, jobs)));
    }

    private static List<Rung> rungs(AttackName attack, List<ResultManifest> jobs) {
        List<String> names = Stream.concat(
                        Stream.of(Rung.CLEAN), attack.steps().stream().map(AttackSetting::toString))
                .distinct()
                .toList();
        boolean recorded = names.stream().allMatch(name -> Stream.of(ATTACKED, FOOLED, SECONDS)
                .allMatch(metric -> haveAll(jobs, ofRung(name, metric))));
        return recorded ? names.stream().map(name -> rung(name, jobs)).toList() : List.of();
    }

    private static Rung rung(String name, List<ResultManifest> jobs) {
        return new Rung(
                name,
                (int) Math.round(sum(jobs, ofRung(name, ATTACKED))),
                (int) Math.round(sum(jobs, ofRung(name, FOOLED))),
                sum(jobs, ofRung(name, SECONDS)));
    }

    private static boolean haveAll(List<ResultManifest> jobs, String metric) {
        return jobs.stream().allMatch(job -> job.metrics().containsKey(metric));
    }

    private static double sum(List<ResultManifest> jobs, String metric) {
        return jobs.stream().mapToDouble(job -> RowCost.metric(job, metric)).sum();
    }
}
