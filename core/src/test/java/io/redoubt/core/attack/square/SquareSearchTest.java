package io.redoubt.core.attack.square;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Questions;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageShape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquareSearchTest {
    private static final ImageShape PIXEL = new ImageShape(1, 1, 1);

    /** The values of AutoAttack without rescaling, for ranges of proposals. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.8, 29, 25, 29",
        "11, 50, 0.4, 20, 18, 21",
        "51, 200, 0.2, 14, 13, 15",
        "201, 500, 0.1, 10, 9, 11",
        "501, 1000, 0.05, 7, 6, 7",
        "1001, 2000, 0.025, 5, 4, 5",
        "2001, 4000, 0.0125, 4, 3, 5",
        "4001, 5000, 0.00625, 3, 2, 3"
    })
    void squareSizesFollowThePublishedSchedule(int from, int to, double share, int linf32, int linf28, int l232) {
        ImageShape cifar = new ImageShape(3, 32, 32);
        ImageShape fashion = new ImageShape(1, 28, 28);
        for (int change : new int[] {from, to}) {
            assertThat(SquareSearch.share(change)).isEqualTo(share);
            assertThat(LinfSquareProposal.side(cifar, SquareSearch.share(change)))
                    .isEqualTo(linf32);
            assertThat(LinfSquareProposal.side(fashion, SquareSearch.share(change)))
                    .isEqualTo(linf28);
            assertThat(L2SquareProposal.side(cifar, SquareSearch.share(change))).isEqualTo(l232);
        }
    }

    @Test
    void squaresFitIntoNarrowImages() {
        assertThat(LinfSquareProposal.side(new ImageShape(1, 4, 33), 0.8)).isEqualTo(4);
        assertThat(L2SquareProposal.side(new ImageShape(1, 4, 33), 0.8)).isEqualTo(3);
        assertThat(L2SquareProposal.side(new ImageShape(1, 2, 2), 0.8)).isEqualTo(1);
        assertThat(LinfSquareProposal.side(new ImageShape(1, 5, 5), 0.001)).isEqualTo(1);
    }

    @Test
    void startCountsAsAQuery() {
        ScriptedSquares squares = new ScriptedSquares(0.5f, 0.4f, 0.6f);

        List<float[]> queried = run(squares, 1);

        assertThat(queried).hasSize(1);
        assertThat(queried.get(0)).containsExactly(0.5f);
    }

    @Test
    void onlyProposalsThatRaiseTheLossAreKept() {
        ScriptedSquares squares = new ScriptedSquares(0.5f, 0.4f, 0.6f, 0.5999f, 0.1f);

        run(squares, 4);

        assertThat(squares.bases).containsExactly(0.5f, 0.5f, 0.6f, 0.6f);
    }

    @Test
    void unchangedProposalIsNotEvaluated() {
        ScriptedSquares squares = new ScriptedSquares(0.5f, 0.5f, 0.5f, 0.3f, 0.2f);

        List<float[]> queried = run(squares, 2);

        assertThat(queried).hasSize(2);
        assertThat(queried.get(1)).containsExactly(0.3f);
    }

    /** The loss of class 0 is the value of the pixel. */
    private static List<float[]> run(SquareProposal squares, int queries) {
        LinearLogits model = new LinearLogits(new float[][] {{0}, {1}}, new float[] {5, 0});
        AttackedImage image = Questions.about(model, new float[] {0.5f}, PIXEL, new LinfBall(0.5), 0);
        return Questions.of(model, new SquareSearch(image, queries, squares));
    }

    /** Returns given proposals regardless of the best point, and records the best points. */
    private static final class ScriptedSquares implements SquareProposal {
        private final float[] values;
        private final List<Float> bases = new ArrayList<>();
        private int next;

        ScriptedSquares(float... values) {
            this.values = values;
        }

        @Override
        public float[] start() {
            return new float[] {values[next++]};
        }

        @Override
        public float[] change(float[] best, double share) {
            bases.add(best[0]);
            return new float[] {values[next++]};
        }
    }
}
