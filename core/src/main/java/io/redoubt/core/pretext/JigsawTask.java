package io.redoubt.core.pretext;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which of 31 orders the tiles of an image were put in (Noroozi and Favaro 2016), as in the paper's code: the tiles of a
 * 4x4 grid are put together again as one image, which the whole network sees. Class 0 leaves the image as it is; classes
 * 1 to 30 are orders drawn once for a run. Different on purpose: no order is drawn twice, and none is class 0 again, so
 * that every class can be told from the others.
 */
public final class JigsawTask implements PretextTask {
    private static final TileGrid GRID = TileGrid.PAPER;
    private static final int CLASSES = 31;

    /** A uniform draw above it, one in ten, leaves the image as it is whatever class was drawn. */
    private static final double BIAS = 0.9;

    private final List<List<Integer>> permutations;

    /** @param seed of the job; the orders follow from it */
    public JigsawTask(long seed) {
        permutations = permutations(RandomStream.of(seed, 0, 0, "jigsaw permutations"));
    }

    private static List<List<Integer>> permutations(RandomStream random) {
        List<List<Integer>> distinct = new ArrayList<>();
        distinct.add(IntStream.range(0, GRID.tiles()).boxed().toList());
        while (distinct.size() < CLASSES) {
            List<Integer> drawn =
                    Arrays.stream(random.permutation(GRID.tiles())).boxed().toList();
            if (!distinct.contains(drawn)) {
                distinct.add(drawn);
            }
        }
        return List.copyOf(distinct);
    }

    @Override
    public String name() {
        return "jigsaw";
    }

    /** {@code grid}: tiles in a row. {@code permutations}: for each class the tile that each slot receives. */
    @Override
    public Map<String, Object> settings() {
        return Map.of("grid", GRID.side(), "permutations", permutations);
    }

    @Override
    public void requireSide(int side) {
        GRID.requireDivides(side);
    }

    @Override
    public Objective objective(Network backbone) {
        return backbone.withClasses(CLASSES);
    }

    /** Each image for itself: class 0 with probability 0.1 + 0.9/31, any other with 0.9/31. */
    @Override
    public long[] drawTargets(int images, RandomStream random) {
        long[] targets = new long[images];
        for (int i = 0; i < images; i++) {
            int order = random.nextInt(CLASSES);
            targets[i] = random.nextDouble() > BIAS ? 0 : order;
        }
        return targets;
    }

    @Override
    public void transform(float[] image, int side, long[] targets, float[] transformed) {
        int[] order = permutations.get(Math.toIntExact(targets[0])).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        GRID.rearrange(image, side, order, transformed);
    }
}
