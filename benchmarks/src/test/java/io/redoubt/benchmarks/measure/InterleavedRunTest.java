package io.redoubt.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.benchmarks.program.Repetitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterleavedRunTest {

    /** Answers with the number of the repetition; the warm-up is number 0. */
    static final class Counting {
        private static int repetitions;

        private Counting() {}

        public static void main(String[] arguments) throws Exception {
            new Repetitions().serve(() -> {
                System.out.println("not an answer");
                return Map.of("number", repetitions++);
            });
        }
    }

    /** Fails in the first repetition after the warm-up. */
    static final class Failing {
        private static boolean warm;

        private Failing() {}

        public static void main(String[] arguments) throws Exception {
            new Repetitions().serve(() -> {
                if (warm) {
                    throw new IllegalStateException("out of images");
                }
                warm = true;
                return Map.of();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void programsAlternate(boolean startsTogether) {
        List<String> order = new ArrayList<>();
        List<Program> programs = List.of(program("a", Counting.class), program("b", Counting.class));

        List<Measurement> measured =
                new InterleavedRun(2, startsTogether, line -> order.add(line.substring(0, 1))).measure(programs);

        assertThat(order).containsExactly("a", "b", "a", "b");
        assertThat(measured).allSatisfy(program -> {
            assertThat(program.failure()).isEmpty();
            assertThat(program.numbers("number")).isEqualTo(new Samples(List.of(1.0, 2.0)));
            assertThat(program.numbers("seconds").values()).allMatch(seconds -> seconds >= 0);
        });
    }

    @Test
    void failureHasItsReasonAndDoesNotStopTheOthers() {
        List<Program> programs = List.of(
                program("failing", Failing.class),
                new Program("missing", List.of("no-such-command")),
                program("counting", Counting.class));

        List<Measurement> measured = new InterleavedRun(2, true, line -> {}).measure(programs);

        assertThat(measured.get(0).failure()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("ended with status 1: ")
                .endsWith("java.lang.IllegalStateException: out of images"));
        assertThat(measured.get(0).numbers("seconds").isPresent()).isFalse();
        assertThat(measured.get(1).failure())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("cannot be started: "));
        assertThat(measured.get(2).failure()).isEqualTo(Optional.empty());
    }

    private static Program program(String name, Class<?> main) {
        return Program.java(name, main, List.of());
    }
}
