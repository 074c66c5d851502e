package io.redoubt.eval.report;

import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.ExperimentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A named value, as readers see it.
 *
 * @param name what it is
 * @param value the value
 */
record Fact(String name, String value) {

    /** What a reader must know before the table. */
    static List<Fact> summary(ReportDocument document) {
        ExperimentRequest request = document.request();
        return List.of(
                new Fact("Data set", document.report().dataset()),
                new Fact(
                        "Test images",
                        String.format(Locale.ROOT, "%,d", document.report().images())),
                new Fact(
                        "Network",
                        "pre-activation ResNet-" + request.model().depth() + ", width "
                                + request.model().width()),
                new Fact(
                        "Threat",
                        request.threat().norm() + ", eps " + request.threat().eps()),
                new Fact(
                        "Attacks",
                        request.evaluate().attacks().stream()
                                .map(AttackName::toString)
                                .collect(Collectors.joining(", "))),
                new Fact("Seed", Long.toString(request.seed())));
    }

    /** The provenance but for the request, one fact a leaf. */
    static List<Fact> provenance(Map<String, Object> provenance) {
        List<Fact> facts = new ArrayList<>();
        provenance.forEach((name, value) -> {
            if (!name.equals(Provenance.REQUEST)) {
                flatten(name, value, facts);
            }
        });
        return facts;
    }

    private static void flatten(String name, Object value, List<Fact> facts) {
        if (value instanceof Map<?, ?> inner) {
            inner.forEach((key, leaf) -> flatten(name + " " + key, leaf, facts));
        } else {
            facts.add(new Fact(name, String.valueOf(value)));
        }
    }
}
