package io.redoubt.core.attack.fab;

import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.attack.search.SequentialSearch;
import io.redoubt.core.attack.search.TargetClasses;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * FAB-T, the targeted fast adaptive boundary attack (Croce and Hein, ICML 2020) on the likeliest other classes in turn.
 * For each target the first run starts at the image, the others half a radius away in a random direction. The attack
 * ends as soon as a point of the ball is misclassified by more than rounding can explain.
 *
 * @param name the name in reports
 * @param iterations number of iterations per run, at least 1
 * @param restarts number of runs per target, at least 1
 */
public record FabAttack(String name, int iterations, int restarts) implements Attack {
    /** The distance of a random start from the image, as a fraction of the radius. */
    private static final double START = 0.5;

    public FabAttack {
        if (iterations < 1 || restarts < 1) {
            throw new IllegalArgumentException(
                    "iterations is " + iterations + " and restarts " + restarts + "; use 1 or more of each");
        }
    }

    @Override
    public Search on(AttackedImage image) {
        List<Supplier<Search>> runs = new ArrayList<>();
        for (int target : TargetClasses.of(image)) {
            for (int restart = 0; restart < restarts; restart++) {
                boolean random = restart > 0;
                long seed = image.seed("fab-t", runs.size());
                runs.add(() ->
                        new FabSearch(image, target, iterations, random ? randomStart(image, seed) : image.clean()));
            }
        }
        return new SequentialSearch(image, runs);
    }

    private static float[] randomStart(AttackedImage image, long seed) {
        float[] start = new float[image.clean().length];
        image.ball().sample(new long[] {seed}, FloatBuffer.wrap(start));
        double length = image.ball().distance(new float[start.length], start);
        for (int i = 0; i < start.length; i++) {
            double pixel = image.clean()[i] + START * image.ball().radius() * start[i] / length;
            start[i] = (float) Math.min(1, Math.max(0, pixel));
        }
        return start;
    }

    /** Each iteration queries its point and, if that is misclassified, a second one. */
    @Override
    public int passes() {
        return 2 * iterations * restarts * TargetClasses.MOST;
    }
}
