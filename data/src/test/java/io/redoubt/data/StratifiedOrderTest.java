package io.redoubt.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedOrderTest {

    @Test
    void firstImagesOfSortedClassesAreBalanced() {
        int[] labels = IntStream.range(0, 300).map(i -> i / 30).toArray();

        int[] order = StratifiedOrder.of(labels);

        assertThat(Arrays.stream(order).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
        for (int images = 1; images <= 300; images++) {
            int[] counts = counts(labels, Arrays.copyOf(order, images), 10);
            assertThat(counts).as("first %d images", images).containsOnly(images / 10, (images + 9) / 10);
        }
        assertThat(StratifiedOrder.of(labels)).isEqualTo(order);
        assertThat(IntStream.of(order).filter(i -> labels[i] == 0).max().orElseThrow())
                .as("the images of a class are in random order")
                .isNotEqualTo(IntStream.of(order)
                        .filter(i -> labels[i] == 0)
                        .skip(29)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void classesKeepTheirSharesAndTheRarestIsAmongTheFirst() {
        int[] labels =
                IntStream.range(0, 1000).map(i -> i < 900 ? 0 : i < 999 ? 1 : 2).toArray();

        int[] order = StratifiedOrder.of(labels);

        assertThat(counts(labels, Arrays.copyOf(order, 3), 3)).containsExactly(1, 1, 1);
        assertThat(counts(labels, Arrays.copyOf(order, 101), 3)).containsExactly(90, 10, 1);
        assertThat(counts(labels, Arrays.copyOfRange(order, 500, 600), 3)).containsExactly(90, 10, 0);
    }

    @Test
    void orderIsPinnedBecauseDigestsDependOnIt() {
        assertThat(StratifiedOrder.of(new int[] {0, 0, 0, 1, 1, 1})).containsExactly(4, 2, 5, 0, 3, 1);
    }

    @Test
    void randomAndAlternatingOrdersAreMixed() {
        for (int seed = 0; seed < 50; seed++) {
            int[] labels = IntStream.of(RandomStream.of(seed, 0, 0, "labels").permutation(1000))
                    .map(i -> i % 10)
                    .toArray();
            assertThat(StratifiedOrder.isMixed(labels)).as("seed %d", seed).isTrue();
        }
        assertThat(StratifiedOrder.isMixed(
                        IntStream.range(0, 100).map(i -> i % 7).toArray()))
                .isTrue();
        assertThat(StratifiedOrder.isMixed(new int[] {3, 3, 3})).as("one class").isTrue();
        assertThat(StratifiedOrder.isMixed(new int[] {0, 1, 2}))
                .as("one image each")
                .isTrue();
        assertThat(StratifiedOrder.isMixed(new int[0])).isTrue();
    }

    @Test
    void sortedAndPartlySortedOrdersAreNotMixed() {
        assertThat(StratifiedOrder.isMixed(new int[] {0, 0, 1, 1})).isFalse();
        assertThat(StratifiedOrder.isMixed(new int[] {2, 2, 0, 1, 1})).isFalse();
        int[] halves = IntStream.range(0, 400).map(i -> i / 200 * 2 + i % 2).toArray();
        assertThat(StratifiedOrder.isMixed(halves))
                .as("two classes, then two others")
                .isFalse();
        int[] twice = IntStream.range(0, 400).map(i -> i % 200 / 50).toArray();
        assertThat(StratifiedOrder.isMixed(twice)).as("sorted twice").isFalse();
        int[] nearly = IntStream.range(0, 40).map(i -> i == 25 ? 0 : i / 20).toArray();
        assertThat(StratifiedOrder.isMixed(nearly))
                .as("sorted by class, except for one image")
                .isFalse();
        int[] blocks = IntStream.range(0, 20).map(i -> i / 5 % 2).toArray();
        assertThat(StratifiedOrder.isMixed(blocks))
                .as("small, and sorted twice")
                .isFalse();
        int[] late = IntStream.range(0, 400).map(i -> i >= 380 ? 2 : i % 2).toArray();
        assertThat(StratifiedOrder.isMixed(late)).as("a rare class at the end").isFalse();
    }

    private static int[] counts(int[] labels, int[] images, int classes) {
        int[] counts = new int[classes];
        IntStream.of(images).forEach(image -> counts[labels[image]]++);
        return counts;
    }
}
