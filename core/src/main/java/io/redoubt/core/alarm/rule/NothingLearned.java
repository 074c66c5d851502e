package io.redoubt.core.alarm.rule;

import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.UnreliableWhen;
import io.redoubt.data.ClassCounts;
import java.util.stream.Stream;

/** A clean accuracy at chance level: the model has not learned the task, or is evaluated on something else. */
final class NothingLearned implements AlarmRule {

    @Override
    public String name() {
        return "nothing learned";
    }

    @Override
    public String condition() {
        return "the lower end of the interval of TA is no higher than the share of the most frequent class in the evaluated images";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.NEVER;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        ClassCounts images = inputs.imagesPerClass();
        if (inputs.clean().confidence95().get(0) > images.largestShare()) {
            return Stream.empty();
        }
        return Stream.of(alarm(
                inputs,
                "clean accuracy of %.1f %% is no better than guessing: %.1f %% of the images are of class '%s'. Either the model has not"
                        + " learned the task, or it does not match the data: check mean and std of its normalisation, the order"
                        + " of its classes, and the image size.",
                100 * inputs.clean().accuracy(),
                100 * images.largestShare(),
                images.mostFrequent()));
    }
}
