package io.redoubt.core.attack.pgd;

import io.redoubt.core.attack.loss.CrossEntropyLoss;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.attack.search.SequentialSearch;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Uniform random perturbations from the ball. An attack that finds fewer adversarial examples than this is broken.
 *
 * @param draws number of points per image, at least 1
 */
public record RandomNoiseAttack(int draws) implements Attack {

    @Override
    public String name() {
        return "noise-" + draws;
    }

    @Override
    public Search on(AttackedImage image) {
        List<Supplier<Search>> tries = IntStream.range(0, draws)
                .<Supplier<Search>>mapToObj(draw -> () -> at(image, draw))
                .toList();
        return new SequentialSearch(image, tries);
    }

    /** A search of zero steps queries its start only. */
    private static Search at(AttackedImage image, int draw) {
        float[] point = PgdSearch.randomStart(image, image.seed("noise", draw));
        image.ball().project(point, image.clean());
        return new PgdSearch(image, new CrossEntropyLoss(image.label()), 0, 0, point);
    }

    @Override
    public int passes() {
        return draws;
    }
}
