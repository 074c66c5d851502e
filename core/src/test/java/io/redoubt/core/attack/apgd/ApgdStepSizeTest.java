package io.redoubt.core.attack.apgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApgdStepSizeTest {
    private static final ApgdCheckpoints FOURS = new ApgdCheckpoints(4, 1, 4);
    private static final ApgdCheckpoints EIGHTS = new ApgdCheckpoints(8, 1, 8);
    private static final ApgdRecording RECORDED = ApgdRecording.read();

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 7, 10, 20, 50, 100, 200, 1000})
    void checkpointsAreThePublishedOnes(int updates) {
        ApgdCheckpoints windows = ApgdCheckpoints.of(updates);
        List<Integer> reviews = new ArrayList<>();
        int window = windows.first();
        for (int review = window; review <= updates; review += window) {
            reviews.add(review);
            window = windows.after(window);
        }

        assertThat(reviews)
                .containsExactlyElementsOf(Arrays.stream(RECORDED.ints("reviews-" + updates))
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"linf.ce", "linf.dlr", "l2.ce", "l2.targeted-dlr"})
    void stepSizesEqualTheRecording(String trajectory) {
        float[] losses = RECORDED.floats(trajectory + ".losses");
        float[] sizes = RECORDED.floats(trajectory + ".sizes");
        ApgdStepSize control = new ApgdStepSize(ApgdCheckpoints.of(sizes.length), sizes[0], losses[0]);
        double highest = losses[0];

        for (int update = 0; update < sizes.length; update++) {
            assertThat((float) control.size()).as("update " + (update + 1)).isEqualTo(sizes[update]);
            highest = Math.max(highest, losses[update + 1]);
            control.update(losses[update + 1], highest);
        }
    }

    @Test
    void threeQuartersOfTheUpdatesAreTooFew() {
        assertThat(sizesAfter(0, 1, 2, 3, 2)).as("3 of 4 rise").containsExactly(1, 1, 1, 0.5);
        assertThat(sizesAfter(0, 1, 2, 3, 4)).as("4 of 4 rise").containsExactly(1, 1, 1, 1);
    }

    @Test
    void firstUpdateIsComparedWithTheStart() {
        assertThat(sizesAfter(-9, -8, -7, -6, -5)).containsExactly(1, 1, 1, 1);
        assertThat(sizesAfter(9, 1, 2, 3, 4)).containsExactly(1, 1, 1, 0.5);
    }

    @Test
    void laterWindowIsComparedWithTheLastIterateOfTheWindowBefore() {
        // The second window is compared with 2, where the first ended, not with 3, from which the search restarted.
        assertThat(sizesAfter(0, 1, 2, 3, 2, 2.5, 3.5, 4, 5)).containsExactly(1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5);
    }

    @Test
    void windowWithoutANewMaximumHalvesTheStepUnlessItWasJustHalved() {
        ApgdStepSize control = new ApgdStepSize(FOURS, 1, 20);
        assertThat(sizes(control, 20, 1, 2, 3, 4)).as("first window").endsWith(0.5);
        assertThat(sizes(control, 20, 5, 6, 7, 8)).as("just halved").endsWith(0.5);
        assertThat(sizes(control, 20, 9, 10, 11, 12))
                .as("not halved at the previous checkpoint")
                .endsWith(0.25);
        assertThat(sizes(control, 20, 13, 14, 15, 16)).as("just halved again").endsWith(0.25);
        assertThat(sizes(control, 20, 17, 18, 19, 21)).as("a new maximum").endsWith(0.25);
    }

    @Test
    void firstCheckpointDoesNotRequireANewMaximum() {
        ApgdStepSize control = new ApgdStepSize(EIGHTS, 1, 20);

        assertThat(sizes(control, 20, 1, 2, 3, 4, 5, 6, 7, 8)).as("7 of 8 rise").endsWith(1);
    }

    @Test
    void maximumIsComparedWithThatOfTheLastCheckpoint() {
        ApgdStepSize control = new ApgdStepSize(EIGHTS, 1, 0);

        assertThat(sizes(control, 0, 1, 2, 3, 4, 5, 6, 7, 8)).endsWith(1);
        assertThat(sizes(control, 8, 1, 2, 3, 4, 5, 6, 7, 8)).as("7 of 8 rise").endsWith(0.5);
    }

    private static double[] sizesAfter(double start, double... losses) {
        return sizes(new ApgdStepSize(FOURS, 1, start), start, losses);
    }

    private static double[] sizes(ApgdStepSize control, double before, double... losses) {
        double[] sizes = new double[losses.length];
        double highest = before;
        for (int i = 0; i < losses.length; i++) {
            highest = Math.max(highest, losses[i]);
            double size = control.size();
            assertThat(control.update(losses[i], highest)).isEqualTo(control.size() < size);
            sizes[i] = control.size();
        }
        return sizes;
    }

    @Test
    void emptyWindowsAreRejected() {
        assertThatThrownBy(() -> new ApgdCheckpoints(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
