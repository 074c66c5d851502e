package io.redoubt.core.alarm.rule;

import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.stream.Stream;

/** Where classes have no names they are matched by index, and a model file may list them in another order. */
final class ClassNamesDiffer implements AlarmRule {

    @Override
    public String name() {
        return "class names differ";
    }

    @Override
    public String condition() {
        return "a class has a name in the model file and a number in the data set, or the reverse (`redoubt evaluate` only)";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.NEVER;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        return inputs.modelClasses().stream()
                .flatMap(model -> model.difference(inputs.dataset()).stream())
                .map(difference -> alarm(inputs, "%s", difference));
    }
}
