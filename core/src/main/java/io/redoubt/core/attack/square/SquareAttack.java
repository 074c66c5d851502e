package io.redoubt.core.attack.square;

import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.attack.search.SequentialSearch;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.data.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Square Attack (Andriushchenko et al., ECCV 2020): random search on the margin with square-shaped changes of
 * decreasing size. It uses no gradients, so gradient masking does not affect it.
 *
 * @param name the name in reports
 * @param queries number of queries per run, including its start; at least 1
 * @param restarts number of runs, each with different random numbers; at least 1
 */
public record SquareAttack(String name, int queries, int restarts) implements Attack {

    public SquareAttack {
        if (queries < 1 || restarts < 1) {
            throw new IllegalArgumentException(
                    "queries is " + queries + " and restarts " + restarts + "; use 1 or more of each");
        }
    }

    @Override
    public Search on(AttackedImage image) {
        List<Supplier<Search>> runs = new ArrayList<>();
        for (int restart = 0; restart < restarts; restart++) {
            long seed = image.seed("square", restart);
            runs.add(() -> new SquareSearch(image, queries, squares(image, new RandomStream(seed))));
        }
        return new SequentialSearch(image, runs);
    }

    private static SquareProposal squares(AttackedImage image, RandomStream random) {
        return image.ball() instanceof L2Ball
                ? new L2SquareProposal(image, random)
                : new LinfSquareProposal(image, random);
    }

    @Override
    public int passes() {
        return queries * restarts;
    }
}
