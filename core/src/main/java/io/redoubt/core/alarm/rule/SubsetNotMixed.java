package io.redoubt.core.alarm.rule;

import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.UnreliableWhen;
import io.redoubt.data.ClassCounts;
import java.util.stream.Stream;

/** The first images of a data set that is sorted by class are not a sample of it: most belong to the first classes. */
final class SubsetNotMixed implements AlarmRule {

    @Override
    public String name() {
        return "subset not mixed";
    }

    @Override
    public String condition() {
        return "a part of the test images is evaluated, with images of every class, and the classes of the data set are not"
                + " mixed, because it keeps the order of sorted files";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.ALWAYS;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        ClassCounts evaluated = inputs.imagesPerClass();
        boolean missing = evaluated.present() < evaluated.counts().size();
        return inputs.sample() || missing
                ? Stream.empty()
                : Stream.of(alarm(
                        inputs,
                        "the %d evaluated images are not a sample of the test images of %s, whose classes are not mixed (%s)."
                                + " Evaluate all images, or add the data set again without --file-order.",
                        evaluated.images(),
                        inputs.dataset().owner(),
                        evaluated));
    }
}
