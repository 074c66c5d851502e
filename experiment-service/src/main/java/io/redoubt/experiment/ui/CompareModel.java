package io.redoubt.experiment.ui;

import io.redoubt.api.report.SeedStatistics;
import io.redoubt.experiment.comparison.ExperimentComparison;
import io.redoubt.experiment.comparison.GroupedResult;
import io.redoubt.experiment.comparison.SeedGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page that compares experiments, with a column for each group of experiments that differ only in name and seed.
 *
 * @param comparison the experiments side by side
 */
public record CompareModel(ExperimentComparison comparison) {

    private static final String SEED = "seed";
    private static final String NONE = "–";

    /** Returns the columns; the first one is the baseline. */
    public List<SeedGroup> groups() {
        return comparison.groups();
    }

    /** Returns the address of the JSON twin. */
    public String jsonUrl() {
        return url("/comparison", comparison.experiments());
    }

    /** Returns the address of the learning curves as JSON. */
    public String curvesUrl() {
        return url("/comparison/curves", comparison.experiments());
    }

    /** Returns the address of the same comparison with another baseline. */
    public String baselineUrl(SeedGroup group) {
        List<String> ids = new ArrayList<>(group.experiments());
        ids.addAll(others(group));
        return url("/ui/compare", ids);
    }

    /** Returns the address of the comparison without a group. */
    public String withoutUrl(SeedGroup group) {
        return url("/ui/compare", others(group));
    }

    private List<String> others(SeedGroup group) {
        return comparison.experiments().stream()
                .filter(id -> !group.experiments().contains(id))
                .toList();
    }

    private static String url(String path, List<String> ids) {
        return new PageUrl(path).with("ids", String.join(",", ids), "").toString();
    }

    /** Returns whether a group is the baseline. */
    public boolean isBaseline(SeedGroup group) {
        return groups().indexOf(group) == 0;
    }

    /** Returns the seed of an experiment of a group; empty if its request is not available. */
    public String seed(SeedGroup group, int index) {
        return index < group.seeds().size() ? group.seeds().get(index).toString() : "";
    }

    /** Returns by field in which groups differ its value in each group. */
    public Map<String, List<String>> differences() {
        return comparison.differences().entrySet().stream()
                .filter(field -> !field.getKey().equals(SEED))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        field -> groups().stream()
                                .map(group -> field.getValue()
                                        .getOrDefault(group.experiments().get(0), NONE))
                                .toList(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** Returns the cells of a row of the results, in the order of the groups. */
    public List<Cell> cells(String subject) {
        Optional<GroupedResult> baseline =
                Optional.ofNullable(groups().get(0).results().get(subject));
        return groups().stream()
                .map(group -> Optional.ofNullable(group.results().get(subject))
                        .map(result -> Cell.of(result, isBaseline(group) ? Optional.empty() : baseline))
                        .orElse(Cell.EMPTY))
                .toList();
    }

    /**
     * The result of one model in one group.
     *
     * @param standard TA in percent, with its deviation over several seeds
     * @param robust RA in percent, with its deviation over several seeds
     * @param detail the 95 % interval of the RA of a single experiment, or the RA of each seed
     * @param change difference of the RA to that of the baseline in percentage points; empty for the baseline
     */
    public record Cell(String standard, String robust, String detail, String change) {

        private static final Cell EMPTY = new Cell(NONE, NONE, "", "");

        private static Cell of(GroupedResult result, Optional<GroupedResult> baseline) {
            return new Cell(
                    accuracy(result.standardAccuracy()),
                    accuracy(result.robustAccuracy()),
                    detail(result),
                    baseline.map(other -> change(result, other)).orElse(""));
        }

        private static String accuracy(SeedStatistics statistics) {
            return Format.percent(statistics.mean())
                    + (statistics.deviation().isPresent()
                            ? " ± " + Format.percent(statistics.deviation().getAsDouble())
                            : "");
        }

        private static String detail(GroupedResult result) {
            return result.robustAccuracies().size() == 1
                    ? Format.interval(result.confidence95())
                    : result.robustAccuracies().stream().map(Format::percent).collect(Collectors.joining(", "));
        }

        private static String change(GroupedResult result, GroupedResult baseline) {
            double points = 100
                    * (result.robustAccuracy().mean()
                            - baseline.robustAccuracy().mean());
            return Stream.of(
                            String.format(Locale.ROOT, "%+.1f points", points),
                            result.isApart(baseline) ? "intervals apart" : "")
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", "));
        }
    }
}
