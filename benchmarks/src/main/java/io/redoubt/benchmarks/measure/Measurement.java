package io.redoubt.benchmarks.measure;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The repetitions of one program.
 *
 * @param program the name of the program
 * @param repetitions one for each round; fewer after a failure
 * @param failure why the program failed, if it did
 */
public record Measurement(String program, List<Repetition> repetitions, Optional<String> failure) {
    public Measurement {
        repetitions = List.copyOf(repetitions);
    }

    /** Returns a figure of every repetition; empty if the program failed. */
    public Samples samples(ToDoubleFunction<Repetition> figure) {
        return failure.isPresent()
                ? Samples.NONE
                : new Samples(repetitions.stream().mapToDouble(figure).boxed().toList());
    }

    /** Returns a reported number of every repetition. */
    public Samples numbers(String name) {
        return samples(repetition -> repetition.number(name));
    }

    /** Returns a reported number of every repetition, divided by its seconds. */
    public Samples perSecond(String name) {
        return samples(repetition -> repetition.perSecond(name));
    }
}
