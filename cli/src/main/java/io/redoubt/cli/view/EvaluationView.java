package io.redoubt.cli.view;

import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.EvaluatedAttack;
import io.redoubt.api.report.EvaluatedExamples;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.core.corruption.Corruption;
import io.redoubt.core.corruption.Corruptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The evaluation of a model, as text: accuracies, corruptions, checks and alarms. */
public final class EvaluationView {

    private static final List<String> HEAD = List.of(
            "",
            "images",
            "accuracy %",
            "95 % interval",
            "largest change",
            "forward passes",
            "backward passes",
            "seconds");
    private static final String NONE = "-";

    private EvaluationView() {}

    /** Returns all sections. */
    public static String of(ModelEvaluation evaluation) {
        StringBuilder text = new StringBuilder(ReportView.imagesPerClass(evaluation.imagesPerClass()));
        text.append(accuracies(evaluation));
        evaluation.corruptions().ifPresent(corruptions -> text.append(System.lineSeparator())
                .append(corruptions(corruptions)));
        evaluation.checks().ifPresent(checks -> text.append(System.lineSeparator())
                .append(checks(checks)));
        return text + System.lineSeparator() + alarms(evaluation.alarms());
    }

    private static String alarms(List<String> alarms) {
        return alarms.isEmpty() ? "no alarms" + System.lineSeparator() : ReportView.alarms(alarms);
    }

    private static String accuracies(ModelEvaluation evaluation) {
        TextTable table = new TextTable(1, HEAD);
        table.add(row("clean", evaluation.clean(), NONE, NONE, NONE, NONE));
        evaluation
                .examples()
                .forEach(examples ->
                        table.add(row(examples.file(), examples.accuracy(), change(examples), NONE, NONE, NONE)));
        for (EvaluatedAttack attack : evaluation.attacks()) {
            table.add(row(
                    attack.attack().toString(),
                    attack.examples().accuracy(),
                    change(attack.examples()),
                    AttackSuiteView.count(attack.forwardPasses()),
                    AttackSuiteView.count(attack.backwardPasses()),
                    AttackSuiteView.seconds(attack.seconds())));
        }
        evaluation.robust().ifPresent(robust -> table.add(row("worst case", robust, NONE, NONE, NONE, NONE)));
        return table.toString();
    }

    private static List<String> row(
            String name, AccuracyFigures accuracy, String change, String forward, String backward, String seconds) {
        return List.of(
                name,
                AttackSuiteView.count(accuracy.images()),
                TableView.percent(accuracy.accuracy()),
                TableView.percent(accuracy.confidence95().get(0)) + " - "
                        + TableView.percent(accuracy.confidence95().get(1)),
                change,
                forward,
                backward,
                seconds);
    }

    private static String change(EvaluatedExamples examples) {
        return String.format(Locale.ROOT, "%.5f", examples.largestChange());
    }

    private static String corruptions(CorruptionAccuracy corruptions) {
        TextTable table = new TextTable(1, List.of("by severity", "mean %", "1", "2", "3", "4", "5"));
        for (Map.Entry<String, List<Double>> family : new TreeMap<>(corruptions.families()).entrySet()) {
            List<String> cells = new ArrayList<>(
                    List.of(title(family.getKey()), TableView.percent(corruptions.of(family.getKey()))));
            family.getValue().forEach(accuracy -> cells.add(TableView.percent(accuracy)));
            table.add(cells);
        }
        return "corrupted images: " + TableView.percent(corruptions.core())
                + " % accuracy (mean of the 15 core families), " + TableView.percent(corruptions.extra())
                + " % for the 4 extra families" + System.lineSeparator() + table;
    }

    private static String title(String family) {
        boolean extra = Corruptions.extra().stream().map(Corruption::name).anyMatch(family::equals);
        return extra ? family + " (extra)" : family;
    }

    private static String checks(GradientMaskingDiagnosis checks) {
        TextTable table = new TextTable(1, List.of("check for masked gradients", "accuracy %"));
        table.add(check(checks, "clean", checks.clean()));
        table.add(check(checks, "random noise", checks.noise()));
        table.add(check(checks, "FGSM", checks.oneStep()));
        table.add(check(checks, "Auto-PGD on the cross entropy", checks.iterative()));
        table.add(check(checks, "Auto-PGD on the difference of logits ratio", checks.margin()));
        checks.radii()
                .forEach(at -> table.add(
                        check(checks, String.format(Locale.ROOT, "Auto-PGD, eps %.4f", at.eps()), at.right())));
        return "checked on " + AttackSuiteView.count(checks.images()) + " images; "
                + AttackSuiteView.count(checks.onlyBlackBox())
                + " of them resist every gradient attack but not random search" + System.lineSeparator() + table;
    }

    private static List<String> check(GradientMaskingDiagnosis checks, String name, int correct) {
        return List.of(name, TableView.percent((double) correct / checks.images()));
    }
}
