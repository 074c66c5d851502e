package io.redoubt.core.attack.square;

import io.redoubt.core.attack.loss.MarginLoss;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import java.util.Arrays;

/**
 * One run of random search: a proposal is kept if it reduces the margin.
 *
 * <p>The fraction of pixels that a square covers decreases as in AutoAttack: the schedule is for 10,000 queries and is
 * not rescaled, so that a run with fewer queries is a prefix of a longer one. Unlike in AutoAttack, a margin of 0 or
 * just below does not end the search while queries are left: the image would count as robust, or could be classified
 * differently in another batch.
 */
final class SquareSearch implements Search {
    private static final double FIRST_SHARE = 0.8;

    /** The fraction is halved after each of these queries. */
    private static final int[] HALVED_AFTER = {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000};

    /** Maximum number of draws per proposal. As in the paper's code, a proposal that changes nothing is drawn again. */
    private static final int MOST_DRAWS = 20;

    private final AttackedImage image;
    private final MarginLoss loss;
    private final int queries;
    private final SquareProposal squares;
    private float[] candidate;
    private float[] best;
    private double highest = Double.NEGATIVE_INFINITY;
    private int queriesMade;

    /** @param queries budget, at least 1 */
    SquareSearch(AttackedImage image, int queries, SquareProposal squares) {
        this.image = image;
        this.loss = new MarginLoss(image.label());
        this.queries = queries;
        this.squares = squares;
        candidate = squares.start();
        best = candidate;
    }

    /**
     * Returns the fraction of the pixels that a square covers.
     *
     * @param change zero-based number of the proposal
     */
    static double share(int change) {
        double share = FIRST_SHARE;
        for (int last : HALVED_AFTER) {
            share = change > last ? share / 2 : share;
        }
        return share;
    }

    @Override
    public boolean finished() {
        return queriesMade == queries;
    }

    @Override
    public float[] point() {
        return candidate;
    }

    @Override
    public void answer(float[] logits, float[] gradient) {
        image.offer(candidate, logits);
        double value = loss.value(logits);
        if (value > highest) {
            highest = value;
            best = candidate;
        }
        for (int draw = 0; draw == 0 || draw < MOST_DRAWS && Arrays.equals(candidate, best); draw++) {
            candidate = squares.change(best, share(queriesMade));
        }
        queriesMade++;
    }
}
