package io.redoubt.core.alarm.rule;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.stream.Stream;

/** A model that was selected on held-out images that lack a class, because too few images are held out. */
final class ClassesNotHeldOut implements AlarmRule {

    @Override
    public String name() {
        return "classes not held out";
    }

    @Override
    public String condition() {
        return "no training image of some class is held out for model selection";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.NEVER;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        return inputs.jobs().stream()
                .map(job -> job.metrics().getOrDefault(ResultManifest.CLASSES_NOT_HELD_OUT, 0.0))
                .filter(classes -> classes > 0)
                .map(classes -> alarm(
                        inputs,
                        "the images held out for model selection lack %.0f of the classes, so that the best epoch does not"
                                + " depend on them; use a larger holdout.",
                        classes));
    }
}
