package io.redoubt.cli.view;

import io.redoubt.api.report.AttackFigures;
import java.util.List;
import java.util.Locale;

/** The figures of each attack of a suite, as text. */
public final class AttackSuiteView {

    private static final List<String> HEAD =
            List.of("attack", "attacked", "fooled", "robust %", "forward passes", "backward passes", "seconds");

    private AttackSuiteView() {}

    /**
     * Returns a table with a row for each attack. {@code robust %} is the share of all images that have withstood the
     * attacks so far.
     *
     * @param images number of all images
     */
    public static String of(List<AttackFigures> suite, int images) {
        TextTable table = new TextTable(1, HEAD);
        for (AttackFigures step : suite) {
            table.add(List.of(
                    step.attack(),
                    count(step.attacked()),
                    count(step.fooled()),
                    TableView.percent((double) step.standing() / images),
                    count(step.forwardPasses()),
                    count(step.backwardPasses()),
                    seconds(step.seconds())));
        }
        return table.toString();
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
