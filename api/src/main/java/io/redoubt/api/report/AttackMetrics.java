package io.redoubt.api.report;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.AttackSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@link AttackFigures} of a suite as metrics of a job, keyed by attack and figure, such as {@code apgd-ce.fooled}. */
public final class AttackMetrics {

    private static final String ATTACKED = ".attacked";
    private static final String FOOLED = ".fooled";
    private static final String SECONDS = ".seconds";

    private AttackMetrics() {}

    /** Returns the metrics of a suite. If an attack occurs twice, the last occurrence counts. */
    public static Map<String, Double> encode(List<AttackFigures> suite) {
        Map<String, Double> metrics = new HashMap<>();
        for (AttackFigures figures : suite) {
            metrics.put(figures.attack() + ATTACKED, (double) figures.attacked());
            metrics.put(figures.attack() + FOOLED, (double) figures.fooled());
            metrics.put(figures.attack() + SECONDS, figures.seconds());
        }
        return metrics;
    }

    /**
     * Returns the figures of a suite in order, the clean pass first and each attack once; empty if the job did not record
     * them all.
     */
    public static Optional<List<AttackFigures>> decode(AttackName suite, Map<String, Double> metrics) {
        List<String> attacks = Stream.concat(
                        Stream.of(AttackFigures.CLEAN), suite.steps().stream().map(AttackSetting::toString))
                .distinct()
                .toList();
        boolean recorded = attacks.stream()
                .flatMap(attack -> Stream.of(attack + ATTACKED, attack + FOOLED, attack + SECONDS))
                .allMatch(metrics::containsKey);
        return recorded
                ? Optional.of(
                        attacks.stream().map(attack -> decode(attack, metrics)).toList())
                : Optional.empty();
    }

    private static AttackFigures decode(String attack, Map<String, Double> metrics) {
        return AttackFigures.of(
                attack,
                (int) Math.round(metrics.get(attack + ATTACKED)),
                (int) Math.round(metrics.get(attack + FOOLED)),
                metrics.get(attack + SECONDS));
    }
}
