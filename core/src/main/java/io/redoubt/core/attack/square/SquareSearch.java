package io.redoubt.core.attack.square;

import io.redoubt.core.attack.loss.MarginLoss;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import java.util.Arrays;

/**
 * One run of random search: a proposal is kept if it reduces the margin.
 *
 * <p>The share of pixels that a square covers falls with the queries as AutoAttack has it: written for 10,000 queries and
 * never rescaled, so that fewer queries are the beginning of more. Unlike there, a margin of 0 or just below does not end an
 * attack while queries are left: the image would count as robust, or be classified differently in another batch.
 */
final class SquareSearch implements Search {
    private static final double FIRST_SHARE = 0.8;

    /** The share is halved after each of these queries. */
    private static final int[] HALVED_AFTER = {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000};

    /** A proposal that changes nothing is drawn again, as in the paper's code, but only this often. */
    private static final int MOST_DRAWS = 20;

    private final AttackedImage image;
    private final MarginLoss loss;
    private final int queries;
    private final SquareProposal squares;
    private float[] candidate;
    private float[] best;
    private double highest = Double.NEGATIVE_INFINITY;
    private int asked;

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
     * Returns the share of the pixels that a square covers.
     *
     * @param change counted from 0
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
        return asked == queries;
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
            candidate = squares.change(best, share(asked));
        }
        asked++;
    }
}
