package io.redoubt.cli.compare;

import io.redoubt.api.Require;
import io.redoubt.api.report.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A comparison of reports, grouped by request; reports in a group differ only in their seed.
 *
 * @param groups one group per request, in the order of their first reports
 */
public record Comparison(List<ComparedGroup> groups) {

    private static final String ABSENT = "absent";

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
        Set<String> differing = differing(byRequest.keySet());
        List<ComparedGroup> groups = new ArrayList<>();
        byRequest.forEach((request, group) -> {
            Map<String, String> differences = new TreeMap<>();
            differing.forEach(field -> differences.put(field, request.getOrDefault(field, ABSENT)));
            groups.add(ComparedGroup.of(group, differences));
        });
        return new Comparison(groups);
    }

    /**
     * The fields that differ between requests. If some requests lack an entry, returns the entry rather than its
     * fields.
     */
    private static Set<String> differing(Collection<Map<String, String>> requests) {
        Set<String> all = new TreeSet<>();
        requests.forEach(request -> all.addAll(request.keySet()));
        Set<String> differing = new TreeSet<>();
        for (String field : all) {
            Set<String> values = new HashSet<>();
            requests.forEach(request -> values.add(request.getOrDefault(field, ABSENT)));
            boolean partOfAnother = differing.stream().anyMatch(earlier -> field.startsWith(earlier + "."));
            if (values.size() > 1 && !partOfAnother) {
                differing.add(field);
            }
        }
        return differing;
    }
}
