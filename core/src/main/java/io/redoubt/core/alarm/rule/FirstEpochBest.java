package io.redoubt.core.alarm.rule;

import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A fine-tuning run of several epochs that did not improve after the first. */
final class FirstEpochBest implements AlarmRule {

    @Override
    public String name() {
        return "first epoch was the best";
    }

    @Override
    public String condition() {
        return "the best of two or more epochs is the first";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.NEVER;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        int epochs = inputs.history().size();
        return inputs.row().stream()
                .filter(row -> row.bestEpoch().equals(OptionalInt.of(1)) && epochs > 1)
                .map(row -> alarm(
                        inputs,
                        "the first of %d epochs was the best on held-out images; no later epoch was better.",
                        epochs));
    }
}
