package io.redoubt.eval.report.tables;

import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackCost.Rung;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.core.evaluate.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Every attack on every subject: what it left right and what it cost.
 *
 * @param subjects the subjects, in the report's order
 */
public record AttackTable(List<Subject> subjects) {

    /** One subject and the lines of its attacks; a ladder has one for itself and then one for each of its attacks. */
    public record Subject(SeriesMarker mark, String subject, List<Line> lines) {}

    /**
     * One attack, or one of a ladder's.
     *
     * @param attack its name
     * @param step whether it is one of the ladder above
     * @param accuracy the share left right
     * @param low lower end of the interval of the accuracy
     * @param high upper end of the interval of the accuracy
     * @param attacked images that it was given
     * @param fooled those that it fooled the subject with
     */
    public record Line(
            String attack,
            boolean step,
            String accuracy,
            String low,
            String high,
            String attacked,
            String fooled,
            String forwardPasses,
            String backwardPasses,
            String seconds) {}

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
        List<Rung> rungs = cost.map(AttackCost::rungs).orElse(List.of());
        List<Line> lines = new ArrayList<>();
        lines.add(line(attack, row, images, cost, rungs));
        if (attack.steps().size() > 1) {
            rungs.forEach(rung -> lines.add(step(rung)));
        }
        return lines;
    }

    /** What the images of an attack on its own came to is known from its last rung; that of a ladder from its lines below. */
    private static Line line(
            AttackName attack, ReportRow row, int images, Optional<AttackCost> cost, List<Rung> rungs) {
        boolean alone = attack.steps().size() == 1 && !rungs.isEmpty();
        Optional<Rung> last = alone ? Optional.of(rungs.get(rungs.size() - 1)) : Optional.empty();
        PercentFormat percent = PercentFormat.forImages(images);
        double share = row.attacks().get(attack.toString());
        WilsonInterval interval = WilsonInterval.of95((int) Math.round(share * images), images);
        return new Line(
                attack.toString(),
                false,
                percent.of(share),
                percent.of(interval.low()),
                percent.of(interval.high()),
                last.map(rung -> count(rung.attacked())).orElse(PercentFormat.NONE),
                last.map(rung -> count(rung.fooled())).orElse(PercentFormat.NONE),
                cost.map(known -> count(known.forwardPasses())).orElse(PercentFormat.NONE),
                cost.map(known -> count(known.backwardPasses())).orElse(PercentFormat.NONE),
                cost.map(known -> seconds(known.seconds())).orElse(PercentFormat.NONE));
    }

    private static Line step(Rung rung) {
        return new Line(
                rung.attack(),
                true,
                PercentFormat.NONE,
                PercentFormat.NONE,
                PercentFormat.NONE,
                count(rung.attacked()),
                count(rung.fooled()),
                PercentFormat.NONE,
                PercentFormat.NONE,
                seconds(rung.seconds()));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 100 ? "%.1f" : "%,.0f", seconds);
    }
}
