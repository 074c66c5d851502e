package io.redoubt.eval.report.tables;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.core.evaluate.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Every attack on every subject: accuracy and cost.
 *
 * @param subjects the subjects, in the report's order
 */
public record AttackTable(List<Subject> subjects) {

    /** One subject and the lines of its attacks; a suite has one line for itself and then one for each of its attacks. */
    public record Subject(SeriesMarker mark, String subject, List<Line> lines) {}

    /**
     * One attack, or one attack of a suite.
     *
     * @param attack its name
     * @param step whether it belongs to the suite above; then accuracy and passes are not known
     */
    public record Line(String attack, boolean step, Accuracy accuracy, Images images, Passes passes, String seconds) {}

    /**
     * Accuracy in percent.
     *
     * @param share of the images that are still classified correctly
     * @param low lower end of its interval
     * @param high upper end of its interval
     */
    public record Accuracy(String share, String low, String high) {
        static final Accuracy NONE = new Accuracy(PercentFormat.NONE, PercentFormat.NONE, PercentFormat.NONE);
    }

    /** Images that an attack was given, and those that it made the subject misclassify. */
    public record Images(String attacked, String fooled) {
        static final Images NONE = new Images(PercentFormat.NONE, PercentFormat.NONE);

        static Images of(AttackFigures figures) {
            return new Images(count(figures.attacked()), count(figures.fooled()));
        }
    }

    /** Images sent through one network. */
    public record Passes(String forward, String backward) {
        static final Passes NONE = new Passes(PercentFormat.NONE, PercentFormat.NONE);

        static Passes of(AttackCost cost) {
            return new Passes(count(cost.forwardPasses()), count(cost.backwardPasses()));
        }
    }

    public static AttackTable of(Report report, ExperimentRequest request) {
        return new AttackTable(IntStream.range(0, report.rows().size())
                .mapToObj(i -> {
                    ReportRow row = report.rows().get(i);
                    return new Subject(
                            SeriesMarker.of(i),
                            row.subject(),
                            request.evaluate().attacks().stream()
                                    .flatMap(attack -> lines(attack, row, report.images()).stream())
                                    .toList());
                })
                .toList());
    }

    private static List<Line> lines(AttackName attack, ReportRow row, int images) {
        Optional<AttackCost> cost = Optional.ofNullable(row.costs().get(attack.toString()));
        List<AttackFigures> suite = cost.map(AttackCost::suite).orElse(List.of());
        List<Line> lines = new ArrayList<>();
        lines.add(line(attack, row, images, cost, suite));
        if (attack.steps().size() > 1) {
            suite.forEach(figures -> lines.add(step(figures)));
        }
        return lines;
    }

    /** The line of a single attack shows its images; for a suite, the lines of its attacks do. */
    private static Line line(
            AttackName attack, ReportRow row, int images, Optional<AttackCost> cost, List<AttackFigures> suite) {
        boolean alone = attack.steps().size() == 1 && !suite.isEmpty();
        Optional<AttackFigures> last = alone ? Optional.of(suite.get(suite.size() - 1)) : Optional.empty();
        PercentFormat percent = PercentFormat.forImages(images);
        double share = row.attacks().get(attack.toString());
        WilsonInterval interval = WilsonInterval.of95((int) Math.round(share * images), images);
        return new Line(
                attack.toString(),
                false,
                new Accuracy(percent.of(share), percent.of(interval.low()), percent.of(interval.high())),
                last.map(Images::of).orElse(Images.NONE),
                cost.map(Passes::of).orElse(Passes.NONE),
                cost.map(known -> seconds(known.seconds())).orElse(PercentFormat.NONE));
    }

    private static Line step(AttackFigures figures) {
        return new Line(
                figures.attack(), true, Accuracy.NONE, Images.of(figures), Passes.NONE, seconds(figures.seconds()));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 100 ? "%.1f" : "%,.0f", seconds);
    }
}
