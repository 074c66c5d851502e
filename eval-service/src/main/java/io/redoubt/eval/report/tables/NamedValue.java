package io.redoubt.eval.report.tables;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.Report;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.core.model.network.Networks;
import io.redoubt.data.ClassCounts;
import io.redoubt.eval.report.figures.Provenance;
import io.redoubt.eval.report.figures.ReportDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A named value for display.
 *
 * @param name the name
 * @param value the value
 */
public record NamedValue(String name, String value) {

    /** Returns the summary above the table. */
    public static List<NamedValue> summary(ReportDocument document) {
        ExperimentRequest request = document.request();
        return List.of(
                new NamedValue("Data set", document.report().dataset()),
                new NamedValue("Test images", images(document.report())),
                new NamedValue("Network", Networks.STANDARD.publishedName(request.model())),
                new NamedValue(
                        "Threat",
                        request.threat().norm() + ", eps " + request.threat().eps()),
                new NamedValue(
                        "Attacks",
                        request.evaluate().attacks().stream()
                                .map(AttackName::toString)
                                .collect(Collectors.joining(", "))),
                new NamedValue("Seed", Long.toString(request.seed())));
    }

    private static String images(Report report) {
        String images = String.format(Locale.ROOT, "%,d", report.images());
        return report.imagesPerClass().isEmpty()
                ? images
                : images + " (" + new ClassCounts(report.imagesPerClass()) + ")";
    }

    /** Returns the provenance without the request, one value per leaf. */
    public static List<NamedValue> provenance(Map<String, Object> provenance) {
        List<NamedValue> facts = new ArrayList<>();
        provenance.forEach((name, value) -> {
            if (!name.equals(Provenance.REQUEST)) {
                flatten(name, value, facts);
            }
        });
        return facts;
    }

    private static void flatten(String name, Object value, List<NamedValue> facts) {
        if (value instanceof Map<?, ?> inner) {
            inner.forEach((key, leaf) -> flatten(name + " " + key, leaf, facts));
        } else {
            facts.add(new NamedValue(name, String.valueOf(value)));
        }
    }
}
