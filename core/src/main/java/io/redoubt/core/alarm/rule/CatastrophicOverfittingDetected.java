package io.redoubt.core.alarm.rule;

import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.ReportRow;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A fine-tuning with a single-step adversary that collapsed (Wong et al. 2020, "Fast is better than free"). */
final class CatastrophicOverfittingDetected implements AlarmRule {

    @Override
    public String name() {
        return "catastrophic overfitting";
    }

    @Override
    public String condition() {
        return "fine-tuning stopped because the model is robust to single-step attacks only"
                + " ([messages.md](messages.md#fast-adversarial-training))";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.NEVER;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        Optional<EpochRecord> collapse = collapse(inputs.history());
        return inputs.row().stream().flatMap(row -> collapse.stream().map(epoch -> alarm(inputs, row, epoch)));
    }

    /** The epoch that ended the training early, if one did. */
    static Optional<EpochRecord> collapse(List<EpochRecord> history) {
        return history.stream()
                .filter(epoch -> epoch.metrics().containsKey(EpochRecord.COLLAPSED))
                .findFirst();
    }

    private Alarm alarm(AlarmInputs inputs, ReportRow row, EpochRecord epoch) {
        return alarm(
                inputs,
                "fine-tuning stopped at epoch %d because of catastrophic overfitting: on held-out images, accuracy was %.1f %%"
                        + " under a single-step attack and %.1f %% under an attack with several steps. The evaluated model is"
                        + " that of epoch %d, before the collapse. To train longer, give the training attack a shorter step or"
                        + " more steps.",
                epoch.epoch(),
                100 * epoch.metrics().get(EpochRecord.ONE_STEP_ACCURACY),
                100 * epoch.metrics().get(EpochRecord.ROBUST_ACCURACY),
                row.bestEpoch().getAsInt());
    }
}
