package io.redoubt.core.pretext;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Predicts which of 31 permutations was applied to the tiles of an image (Noroozi and Favaro 2016). As in the paper's
 * code, the tiles of a 4x4 grid are rearranged into one image, which the whole network sees. Class 0 is the identity;
 * the permutations of classes 1 to 30 are drawn once per run. Unlike in that code, all 31 are distinct, so that every
 * class can be distinguished from the others.
 */
public final class JigsawTask implements PretextTask {
    private static final TileGrid GRID = TileGrid.PAPER;
    private static final int CLASSES = 31;

    /** A uniform draw above this value, with probability 0.1, replaces the drawn class by the identity. */
    private static final double BIAS = 0.9;

    private final List<List<Integer>> permutations;

    /** @param seed seed of the job; determines the permutations */
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

    /** {@code grid}: tiles per row. {@code permutations}: for each class, the tile that each slot receives. */
    @Override
    public Map<String, Object> settings() {
        return Map.of("grid", GRID.side(), "permutations", permutations);
    }

    @Override
    public void requireShape(ImageShape shape) {
        GRID.requireDivides(shape.height());
    }

    @Override
    public Objective objective(Network backbone) {
        return backbone.withClasses(CLASSES);
    }

    /** Independent for each image: class 0 with probability 0.1 + 0.9/31, any other with 0.9/31. */
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
