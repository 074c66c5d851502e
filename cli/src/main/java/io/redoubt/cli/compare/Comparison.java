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
 * Several reports side by side, those that differ in the seed alone brought together.
 *
 * @param groups one for each request, in the order in which the first report of each was given
 */
public record Comparison(List<ComparedGroup> groups) {

    private static final String ABSENT = "absent";

    /**
     * Compares one report or more.
     *
     * @throws io.redoubt.api.InvalidFieldException if a report does not say what it was made for, or two of one request cannot be
     *     averaged
     */
    public static Comparison of(List<Report> reports) {
        Require.between("reports", reports.size(), 1, Integer.MAX_VALUE);
        Map<Map<String, String>, List<SeedReport>> byRequest = new LinkedHashMap<>();
        reports.stream().map(SeedReport::of).forEach(report -> byRequest
                .computeIfAbsent(report.fields(), request -> new ArrayList<>())
                .add(report));
        Set<String> differing = differing(byRequest.keySet());
        List<ComparedGroup> groups = new ArrayList<>();
        byRequest.forEach((request, ofOne) -> {
            Map<String, String> differences = new TreeMap<>();
            differing.forEach(field -> differences.put(field, request.getOrDefault(field, ABSENT)));
            groups.add(ComparedGroup.of(ofOne, differences));
        });
        return new Comparison(groups);
    }

    /** The fields that are not the same in all requests; of an entry that some lack, the entry and not its fields. */
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
