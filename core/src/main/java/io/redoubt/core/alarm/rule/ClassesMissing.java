package io.redoubt.core.alarm.rule;

import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.UnreliableWhen;
import io.redoubt.data.ClassCounts;
import java.util.stream.Stream;

/** Figures on images that lack a class say nothing about it; on images of one class, constant outputs are always correct. */
final class ClassesMissing implements AlarmRule {

    @Override
    public String name() {
        return "classes missing";
    }

    @Override
    public String condition() {
        return "a class of the data set has no image among the evaluated images, or among those of a file of examples; or all"
                + " images checked for masked gradients are of one class";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.ALWAYS;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        ClassCounts evaluated = inputs.imagesPerClass();
        Stream<Alarm> all = alarm(inputs, "evaluated", evaluated);
        Stream<Alarm> examples = inputs.examples().stream()
                .flatMap(file -> alarmIfOthers(
                        inputs, "in " + file.file(), inputs.imagesPerClass(file.from(), file.to()), evaluated));
        Stream<Alarm> checks = inputs.diagnosis().stream()
                .map(diagnosis -> inputs.imagesPerClass(0, Math.min(diagnosis.images(), evaluated.images())))
                .filter(counts -> counts.present() == 1)
                .flatMap(counts -> alarmIfOthers(inputs, "checked for masked gradients", counts, evaluated));
        return Stream.of(all, examples, checks).flatMap(alarms -> alarms);
    }

    /** An alarm about a part of the evaluated images, unless all of them lack the same classes. */
    private Stream<Alarm> alarmIfOthers(AlarmInputs inputs, String which, ClassCounts part, ClassCounts evaluated) {
        return part.present() == evaluated.present() ? Stream.empty() : alarm(inputs, which, part);
    }

    private Stream<Alarm> alarm(AlarmInputs inputs, String which, ClassCounts counts) {
        return counts.missing(which).stream()
                .map(missing -> alarm(
                        inputs,
                        "%s. The figures do not cover every class; evaluate more images, or add the data set again so that"
                                + " its classes are mixed.",
                        missing));
    }
}
