package io.redoubt.eval.report;

import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.ReportRow;
import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.evaluate.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What makes the figures of a row doubtful, in plain words. Each alarm states the figures that it rests on. */
final class ReportAlarms {

    /** Robust overfitting: the last epoch this far below the best one, as a share of the images. */
    private static final double OVERFITTING = 0.05;

    private ReportAlarms() {}

    /**
     * The alarms of one row.
     *
     * @param row its figures
     * @param standard its clean accuracy
     * @param classes classes of the data set
     * @param history the epochs that the model was fine-tuned for; empty for an ensemble
     */
    static List<Alarm> of(ReportRow row, Accuracy standard, int classes, List<EpochRecord> history) {
        List<Alarm> alarms = new ArrayList<>();
        String subject = row.subject();
        double chance = 1.0 / classes;
        if (standard.confidence95().low() <= chance) {
            alarms.add(Alarm.notice(
                    subject,
                    percent(row.standardAccuracy())
                            + " on clean images cannot be told from guessing among " + classes + " classes ("
                            + percent(chance) + "); the model has not learned the task."));
        }
        for (Map.Entry<String, Double> attack : new TreeMap<>(row.attacks()).entrySet()) {
            if (attack.getValue() > row.standardAccuracy()) {
                alarms.add(
                        Alarm.unreliable(
                                subject,
                                "accuracy under " + attack.getKey() + " ("
                                        + percent(attack.getValue()) + ") is above that on clean images ("
                                        + percent(row.standardAccuracy())
                                        + "). An attack cannot help a model: take this robust accuracy for no evidence of robustness."));
            }
        }
        if (row.bestEpoch().equals(OptionalInt.of(1)) && history.size() > 1) {
            alarms.add(Alarm.notice(
                    subject,
                    "the first of " + history.size()
                            + " epochs was the best on held-out images; no later one was more robust."));
        }
        Optional<Alarm> collapse = history.stream()
                .filter(epoch -> epoch.metrics().containsKey(EpochRecord.COLLAPSED))
                .findFirst()
                .map(epoch -> collapse(row, epoch));
        collapse.ifPresent(alarms::add);
        row.lastRobustAccuracy()
                .filter(last -> collapse.isEmpty())
                .filter(last -> row.robustAccuracy() - last > OVERFITTING)
                .ifPresent(last -> alarms.add(Alarm.notice(
                        subject,
                        "robust accuracy fell from "
                                + percent(row.robustAccuracy()) + " at epoch "
                                + row.bestEpoch().getAsInt() + " to " + percent(last)
                                + " at the last epoch (robust overfitting).")));
        return alarms;
    }

    /** A fall of this kind is no robust overfitting: the last epoch is not a little worse, it is of no use. */
    private static Alarm collapse(ReportRow row, EpochRecord epoch) {
        return Alarm.notice(
                row.subject(),
                "fine-tuning was ended at epoch " + epoch.epoch()
                        + ", where the model had learned to defeat attacks of one step and no others (catastrophic overfitting):"
                        + " on held-out images it had "
                        + percent(epoch.metrics().get(EpochRecord.ONE_STEP_ACCURACY))
                        + " right under one step and " + percent(epoch.metrics().get(EpochRecord.ROBUST_ACCURACY))
                        + " under several. The model judged here is that of epoch "
                        + row.bestEpoch().getAsInt()
                        + ", before the fall. To train on, give the training attack a shorter step or more steps.");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
