package io.redoubt.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reports of the same request with different seeds.
 *
 * @param differences request fields that differ between groups, with the values of this group; empty for a single group
 * @param dataset name of the data set
 * @param images number of evaluated test images
 * @param experiments experiment ids, one per seed
 * @param seeds seeds, in the same order
 * @param rows rows, in the order of the request
 */
public record ComparedGroup(
        Map<String, String> differences,
        String dataset,
        int images,
        List<String> experiments,
        List<Long> seeds,
        List<ComparedRow> rows) {

    /** @throws io.redoubt.api.InvalidFieldException if the reports cannot be averaged */
    static ComparedGroup of(List<SeedReport> reports, Map<String, String> differences) {
        for (int later = 1; later < reports.size(); later++) {
            for (SeedReport earlier : reports.subList(0, later)) {
                earlier.requireComparable(reports.get(later));
            }
        }
        SeedReport first = reports.get(0);
        List<Long> seeds = reports.stream().map(SeedReport::seed).toList();
        List<ComparedRow> rows = new ArrayList<>();
        IntStream.range(0, first.report().rows().size())
                .mapToObj(row -> reports.stream()
                        .map(report -> report.report().rows().get(row))
                        .toList())
                .forEach(same -> rows.add(ComparedRow.of(same, seeds)));
        return new ComparedGroup(
                differences,
                first.report().dataset(),
                first.report().images(),
                reports.stream().map(SeedReport::experiment).toList(),
                seeds,
                rows);
    }
}
