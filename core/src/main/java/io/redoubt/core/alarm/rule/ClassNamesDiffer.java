package io.redoubt.core.alarm.rule;

import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.List;
import java.util.stream.IntStream;
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
        return inputs.modelClasses().stream().flatMap(model -> firstDifference(model, inputs));
    }

    private Stream<Alarm> firstDifference(ClassNames model, AlarmInputs inputs) {
        List<String> names = inputs.dataset().names();
        return IntStream.range(0, Math.min(model.names().size(), names.size()))
                .filter(i -> !model.names().get(i).equals(names.get(i)))
                .limit(1)
                .mapToObj(i -> alarm(
                        inputs,
                        "class %d is '%s' in %s and '%s' in %s. Classes are matched by index, not by name.",
                        i,
                        model.names().get(i),
                        model.owner(),
                        names.get(i),
                        inputs.dataset().owner()));
    }
}
