package io.redoubt.cli.compare;

import io.redoubt.api.Require;
import io.redoubt.api.report.Report;
import io.redoubt.api.request.RequestFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A comparison of reports, grouped by request; reports in a group differ only in their seed.
 *
 * @param groups one group per request, in the order of their first reports
 */
public record Comparison(List<ComparedGroup> groups) {

    /**
     * Compares one or more reports.
     *
     * @throws io.redoubt.api.InvalidFieldException if a report does not contain its request, or reports of the same
     *     request cannot be averaged
     */
    public static Comparison of(List<Report> reports) {
        Require.between("reports", reports.size(), 1, Integer.MAX_VALUE);
        Map<Map<String, String>, List<SeedReport>> byRequest = new LinkedHashMap<>();
        reports.stream().map(SeedReport::of).forEach(report -> byRequest
                .computeIfAbsent(report.fields(), request -> new ArrayList<>())
                .add(report));
        Set<String> differing = RequestFields.differing(byRequest.keySet());
        List<ComparedGroup> groups = new ArrayList<>();
        byRequest.forEach((request, group) -> {
            Map<String, String> differences = new TreeMap<>();
            differing.forEach(field -> differences.put(field, request.getOrDefault(field, RequestFields.ABSENT)));
            groups.add(ComparedGroup.of(group, differences));
        });
        return new Comparison(groups);
    }
}
