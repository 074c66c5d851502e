package io.redoubt.core.attack.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.attack.fab.FabRecording;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import org.junit.jupiter.api.Test;

class L2SquareProposalTest {
    private static final float[] BEST = FabRecording.values("exchange.best");
    private static final SquareWindow TO = new SquareWindow(1, 2, 3);
    private static final L2SquareProposal SQUARES = new L2SquareProposal(
            new AttackedImage(FabRecording.values("exchange.clean"), new ImageShape(2, 7, 8), 0, 0, new L2Ball(0.7)),
            new RandomStream(0));

    @Test
    void overlappingSquaresEqualTheRecording() {
        float[] changed =
                SQUARES.change(BEST, TO, new SquareWindow(2, 4, 3), SquarePerturbation.of(3, false), new int[] {1, -1});

        assertThat(changed).containsExactly(FabRecording.values("exchange.near"), within(1e-6f));
    }

    @Test
    void disjointSquaresEqualTheRecording() {
        float[] changed =
                SQUARES.change(BEST, TO, new SquareWindow(4, 5, 3), SquarePerturbation.of(3, true), new int[] {-1, -1});

        assertThat(changed).containsExactly(FabRecording.values("exchange.far"), within(1e-6f));
    }
}
