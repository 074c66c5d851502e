package io.redoubt.experiment.ui;

import io.redoubt.experiment.overview.ExperimentComparison;
import io.redoubt.experiment.overview.ResultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page that compares experiments.
 *
 * @param comparison the experiments side by side
 */
public record CompareModel(ExperimentComparison comparison) {

    /** Returns the address of the JSON twin. */
    public String jsonUrl() {
        return new PageUrl("/comparison")
                .with("ids", String.join(",", comparison.experiments()), "")
                .toString();
    }

    /** Returns the address of the same comparison with another baseline. */
    public String baselineUrl(String experiment) {
        List<String> ids = new ArrayList<>(comparison.experiments());
        ids.remove(experiment);
        ids.add(0, experiment);
        return url(ids);
    }

    /** Returns the address of the comparison without one of the experiments. */
    public String withoutUrl(String experiment) {
        return url(comparison.experiments().stream()
                .filter(id -> !id.equals(experiment))
                .toList());
    }

    private static String url(List<String> ids) {
        return new PageUrl("/ui/compare").with("ids", String.join(",", ids), "").toString();
    }

    /** Returns whether an experiment is the baseline. */
    public boolean isBaseline(String experiment) {
        return comparison.experiments().indexOf(experiment) == 0;
    }

    /** Returns the value of a field; empty if the request does not have it. */
    public String value(Map<String, String> values, String experiment) {
        return values.getOrDefault(experiment, "–");
    }

    /** Returns the cells of a row of the results, in the order of the experiments. */
    public List<Cell> cells(Map<String, ResultRow> rows) {
        ResultRow baseline = rows.get(comparison.experiments().get(0));
        return comparison.experiments().stream()
                .map(id -> Cell.of(rows.get(id), isBaseline(id) ? null : baseline))
                .toList();
    }

    /**
     * The result of one model in one experiment.
     *
     * @param present whether there is a result
     * @param standard TA in percent
     * @param robust RA in percent
     * @param interval 95 % interval of the RA in percent
     * @param change difference of the RA to that of the baseline in percentage points; empty for the baseline
     * @param apart whether the intervals do not overlap
     */
    public record Cell(boolean present, String standard, String robust, String interval, String change, boolean apart) {

        private static Cell of(ResultRow row, ResultRow baseline) {
            if (row == null) {
                return new Cell(false, "", "", "", "", false);
            }
            String change = baseline == null
                    ? ""
                    : String.format(Locale.ROOT, "%+.1f", 100 * (row.robustAccuracy() - baseline.robustAccuracy()));
            return new Cell(
                    true,
                    Format.percent(row.standardAccuracy()),
                    Format.percent(row.robustAccuracy()),
                    Format.interval(row.confidence95()),
                    change,
                    baseline != null && apart(row.confidence95(), baseline.confidence95()));
        }

        private static boolean apart(List<Double> one, List<Double> other) {
            return one.size() == 2 && other.size() == 2 && (one.get(0) > other.get(1) || one.get(1) < other.get(0));
        }
    }
}
