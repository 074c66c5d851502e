package io.redoubt.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassCountsTest {

    @Test
    void countsIncludeClassesWithoutImages() {
        ClassCounts counts = ClassCounts.of(List.of("b", "a", "c"), List.of(0, 1, 1));

        assertThat(counts.counts().entrySet().toString()).isEqualTo("[b=1, a=2, c=0]");
        assertThat(counts.images()).isEqualTo(3);
        assertThat(counts.largestShare()).isEqualTo(2.0 / 3);
        assertThat(counts.mostFrequent()).isEqualTo("a");
        assertThat(counts).hasToString("b: 1, a: 2, c: 0");
    }

    @Test
    void missingClassesAreNamed() {
        List<String> classes = List.of("a", "b", "c");

        assertThat(ClassCounts.of(classes, List.of(0, 1, 2)).missing("evaluated"))
                .isEmpty();
        assertThat(ClassCounts.of(classes, List.of(0, 1)).missing("evaluated"))
                .contains("none of the 2 images evaluated is of class 'c'");
        assertThat(ClassCounts.of(classes, Collections.nCopies(30, 0)).missing("evaluated"))
                .contains("the 30 images evaluated are all of class 'a'");
    }

    @Test
    void manyClassesAreSummarised() {
        List<String> classes = IntStream.range(0, 100).mapToObj(i -> "c" + i).toList();

        assertThat(ClassCounts.of(
                        classes, IntStream.range(0, 200).mapToObj(i -> i % 100).toList()))
                .hasToString("2 of each of 100 classes");
        ClassCounts some = ClassCounts.of(
                classes, IntStream.range(0, 150).mapToObj(i -> i % 80).toList());
        assertThat(some).hasToString("0 to 2 of each of 100 classes");
        assertThat(some.missing("evaluated"))
                .contains(
                        "none of the 150 images evaluated is of the 20 classes 'c80', 'c81', 'c82', 'c83', 'c84', 'c85', 'c86', 'c87',"
                                + " 'c88', 'c89', ...");
    }
}
