package io.redoubt.core.alarm.rule;

import io.redoubt.api.report.ReportRow;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.AlarmThresholds;
import io.redoubt.core.alarm.TransferredExamples;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * An attack that knows a model should fool it wherever examples created for another model do. If it does not, it is too weak
 * or misled by the gradients (Athalye et al. 2018, "Obfuscated gradients give a false sense of security").
 */
final class TransferBeatsOwnAttacks implements AlarmRule {

    @Override
    public String name() {
        return "transferred examples beat own attacks";
    }

    @Override
    public String condition() {
        return "images that withstand every attack on a subject are misclassified on examples created for another subject,"
                + " beyond the tolerance (with `transfer: true`)";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.ALWAYS;
    }

    /** At most one alarm, for the source that fools the subject most. */
    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        int images = inputs.attacks().images();
        return inputs.row().stream()
                .flatMap(row -> inputs.transfers().stream()
                        .max(Comparator.comparingInt(TransferredExamples::missedByOwn))
                        .filter(examples -> AlarmThresholds.exceedTolerance(examples.missedByOwn(), images))
                        .map(examples -> alarm(inputs, row, examples, images))
                        .stream());
    }

    private Alarm alarm(AlarmInputs inputs, ReportRow row, TransferredExamples examples, int images) {
        return alarm(
                inputs,
                "%,d of %,d images withstand every attack on this model but are misclassified on the examples created for %s"
                        + " (accuracy is %.1f %% under its own attacks, %.1f %% on those examples). An attack that knows the"
                        + " model should fool it wherever one that does not can: its own attacks are too weak or misled by its"
                        + " gradients, and its robust accuracy is at most %.1f %%.",
                examples.missedByOwn(),
                images,
                examples.source(),
                100 * row.robustAccuracy(),
                100 * examples.accuracy(),
                100 * (row.robustAccuracy() - (double) examples.missedByOwn() / images));
    }
}
