package io.redoubt.core.attack.fab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.logits.TanhLogits;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.BatchedSearches;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.attack.search.Questions;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.attack.search.SequentialSearch;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class FabSearchTest {
    private static final TanhLogits RECORDED = new TanhLogits(
            FabRecording.rows("w1"),
            FabRecording.values("b1"),
            new LinearLogits(FabRecording.rows("w2"), FabRecording.values("b2")));
    private static final int ITERATIONS = 25;

    /** Two classes; the boundary is where the mean of four pixels is 0.75. */
    private static final LinearLogits LINEAR =
            new LinearLogits(new float[][] {{0, 0, 0, 0}, {4, 4, 4, 4}}, new float[] {12, 0});

    @Test
    void pointsInTheMaximumNormEqualTheRecording() {
        assertPointsAgree("linf", new LinfBall(1e-3));
    }

    @Test
    void pointsInTheEuclideanNormEqualTheRecording() {
        assertPointsAgree("l2", new L2Ball(1e-3));
    }

    /** The ball is too small to contain an adversarial example, so that the run uses all iterations. */
    private static void assertPointsAgree(String norm, Ball ball) {
        float[][] expected = FabRecording.rows(norm + ".asked");
        float[] clean = expected[0];
        AttackedImage image = Questions.about(RECORDED, clean, new ImageShape(2, 3, 4), ball, 0);
        int target = (int) FabRecording.values(norm + ".target")[0];
        assertThat(image.label()).isEqualTo((int) FabRecording.values(norm + ".label")[0]);

        List<float[]> queried = Questions.of(RECORDED, new FabSearch(image, target, ITERATIONS, clean));

        assertThat(queried).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(queried.get(i)).as("point " + i).containsExactly(expected[i], within(2e-5f));
        }
        assertThat(image.fooled()).as("found within " + ball).isFalse();
    }

    @Test
    void linearBoundaryIsCrossedInTheFirstStep() {
        float[] clean = {0.5f, 0.5f, 0.5f, 0.5f};
        AttackedImage image = Questions.about(LINEAR, clean, new ImageShape(1, 2, 2), new L2Ball(0.53), 0);

        List<float[]> queried = Questions.of(LINEAR, new SequentialSearch(image, List.of(() -> run(image, 100))));

        assertThat(queried).hasSize(2);
        assertThat(queried.get(1)).as("5 % beyond the boundary").containsExactly(0.7625f, 0.7625f, 0.7625f, 0.7625f);
        assertThat(image.point()).containsExactly(queried.get(1));
        assertThat(image.settled()).isTrue();
    }

    @Test
    void pointOutsideTheBallIsNotOfferedAndTheSearchContinues() {
        float[] clean = {0.5f, 0.5f, 0.5f, 0.5f};
        AttackedImage image = Questions.about(LINEAR, clean, new ImageShape(1, 2, 2), new L2Ball(0.4999), 0);

        List<float[]> queried = Questions.of(LINEAR, run(image, 100));

        assertThat(queried).hasSizeGreaterThan(100);
        assertThat(image.ball().distance(clean, image.point())).isLessThanOrEqualTo(0.4999);
        assertThat(image.fooled()).isFalse();
    }

    @Test
    void backwardStepIsAlwaysFollowedByALinearisation() {
        float[] clean = {0.5f, 0.5f, 0.5f, 0.5f};
        AttackedImage image = Questions.about(LINEAR, clean, new ImageShape(1, 2, 2), new L2Ball(0.1), 0);

        List<float[]> queried = Questions.of(LINEAR, run(image, 2));

        assertThat(queried).hasSize(4);
        assertThat(queried.get(2)[0]).as("nine tenths of the distance").isCloseTo(0.73625f, within(1e-6f));
        assertThat(queried.get(3)[0]).isGreaterThan(0.75f);
    }

    @Test
    void pointThatIsMovedBackNeedsNoGradient() {
        float[] clean = {0.5f, 0.5f, 0.5f, 0.5f};
        AttackedImage image = Questions.about(LINEAR, clean, new ImageShape(1, 2, 2), new L2Ball(0.1), 0);
        BatchedSearches searches = new BatchedSearches(LINEAR, image.shape());

        searches.run(List.of(run(image, 2)), (ended, passes, running) -> {});

        assertThat(searches.passes()).isEqualTo(new PassCounts(4, 2));
    }

    @Test
    void runThatNoLongerMovesEnds() {
        LinearLogits flat = new LinearLogits(new float[2][4], new float[] {1, 0});
        AttackedImage image = Questions.about(flat, new float[4], new ImageShape(1, 2, 2), new LinfBall(0.1), 0);

        assertThat(Questions.of(flat, run(image, 100))).hasSize(1);
    }

    private static Search run(AttackedImage image, int iterations) {
        return new FabSearch(image, 1, iterations, image.clean());
    }
}
