package io.redoubt.core.attack.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.data.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The point of a scripted search is its number; the logits are that number, the gradient its weighted sum. */
class BatchedSearchesTest {
    private static final ImageShape PIXEL = new ImageShape(1, 1, 1);

    /** What a search says about one query: before and after its logits are known. */
    private enum Gradient {
        NONE(false, false),
        EXPECTED(true, true),
        UNEXPECTED(false, true),
        SUPERFLUOUS(true, false);

        private final boolean expected;
        private final boolean needed;

        Gradient(boolean expected, boolean needed) {
            this.expected = expected;
            this.needed = needed;
        }
    }

    @Test
    void onlyPointsThatNeedAGradientAreInAPassWithGradients() {
        List<Scripted> searches = searches(8, Gradient.EXPECTED, Gradient.NONE, Gradient.UNEXPECTED, Gradient.NONE);
        Recorder model = new Recorder();

        PassCounts passes = run(model, searches);

        assertThat(model.calls).containsExactly("gradient 8", "logits 8", "logits 8", "gradient 8", "logits 8");
        assertThat(passes).isEqualTo(new PassCounts(40, 16));
    }

    @Test
    void unexpectedGradientIsComputedInTheNextPass() {
        List<Scripted> searches = searches(3, Gradient.EXPECTED, Gradient.EXPECTED);
        searches.addAll(searches(3, Gradient.UNEXPECTED, Gradient.NONE));
        Recorder model = new Recorder();

        run(model, searches);

        assertThat(model.calls).containsExactly("logits 3", "gradient 3", "gradient 6", "logits 3");
    }

    /** The overhead of a pass is that of a few images. */
    @Test
    void fewPointsWithoutGradientJoinThePassOfTheOthers() {
        List<Scripted> searches = searches(15, Gradient.EXPECTED, Gradient.EXPECTED);
        searches.addAll(searches(1, Gradient.NONE, Gradient.UNEXPECTED));
        Recorder model = new Recorder();

        PassCounts passes = run(model, searches);

        assertThat(model.calls).containsExactly("gradient 16", "gradient 16");
        assertThat(passes).isEqualTo(new PassCounts(32, 32));
    }

    @Test
    void everySearchReceivesTheAnswersToItsOwnPoints() {
        List<Scripted> searches = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Gradient[] all = Gradient.values();
            searches.add(new Scripted(i, all[i % 4], all[i / 4 % 4], all[i / 16 % 4]));
        }

        run(new Recorder(), searches);

        for (Scripted search : searches) {
            assertThat(search.answers)
                    .as("search " + search.number)
                    .isEqualTo(Arrays.stream(search.queries)
                            .map(query -> query.needed ? search.number + " " + 2f * search.number : search.number + "")
                            .toList());
        }
    }

    /** As if the searches ran one after another. */
    @Test
    void exceptionOfTheFirstFailingSearchPropagates() {
        List<Scripted> searches = searches(100, Gradient.NONE);
        for (int failing : new int[] {90, 40, 60}) {
            searches.set(failing, new Scripted(failing, Gradient.NONE) {
                @Override
                public void answer(float[] logits, float[] gradient) {
                    throw new IllegalStateException("search " + failing);
                }
            });
        }

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> run(new Recorder(), List.copyOf(searches)))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("search 40")
                    .hasNoCause();
            searches.forEach(Scripted::restart);
        }
    }

    @Test
    void errorsPropagateToo() {
        List<Search> searches = List.of(new Scripted(0, Gradient.NONE) {
            @Override
            public float[] point() {
                throw new OutOfMemoryError("no array");
            }
        });

        assertThatThrownBy(() -> run(new Recorder(), searches))
                .isExactlyInstanceOf(OutOfMemoryError.class)
                .hasMessage("no array");
    }

    private static PassCounts run(LogitFunction model, List<? extends Search> searches) {
        BatchedSearches batched = new BatchedSearches(model, PIXEL);
        batched.run(List.copyOf(searches), (ended, passes, running) -> {});
        return batched.passes();
    }

    private static List<Scripted> searches(int count, Gradient... queries) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(number -> new Scripted(number, queries))
                .toList());
    }

    private static class Scripted implements Search {
        private final int number;
        private final Gradient[] queries;
        private List<String> answers = new ArrayList<>();

        Scripted(int number, Gradient... queries) {
            this.number = number;
            this.queries = queries;
        }

        private void restart() {
            answers = new ArrayList<>();
        }

        private Gradient query() {
            return queries[answers.size()];
        }

        @Override
        public boolean finished() {
            return answers.size() == queries.length;
        }

        @Override
        public float[] point() {
            return new float[] {number};
        }

        @Override
        public boolean needsGradient() {
            return query().expected;
        }

        @Override
        public boolean needsGradient(float[] logits) {
            assertThat(logits).containsExactly(number);
            return query().needed;
        }

        @Override
        public float[] weights(float[] logits) {
            assertThat(query().needed).isTrue();
            return new float[] {2 * logits[0]};
        }

        @Override
        public void answer(float[] logits, float[] gradient) {
            assertThat(gradient).hasSize(query().needed ? 1 : 0);
            answers.add((int) logits[0] + (gradient.length == 0 ? "" : " " + gradient[0]));
        }
    }

    private static final class Recorder implements LogitFunction {
        private final List<String> calls = new ArrayList<>();

        @Override
        public int classes() {
            return 1;
        }

        @Override
        public float[][] logits(float[][] points) {
            calls.add("logits " + points.length);
            return copy(points);
        }

        private static float[][] copy(float[][] rows) {
            return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
        }

        @Override
        public Pass pass(float[][] points) {
            calls.add("gradient " + points.length);
            return new Pass() {
                @Override
                public float[][] logits() {
                    return copy(points);
                }

                @Override
                public float[][] gradients(float[][] weights) {
                    return copy(weights);
                }

                @Override
                public void close() {}
            };
        }
    }
}
