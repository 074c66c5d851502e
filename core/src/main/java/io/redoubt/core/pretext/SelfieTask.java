package io.redoubt.core.pretext;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.SelfieNetwork;
import io.redoubt.core.random.RandomStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which of four masked patches belongs where (Trinh, Luong and Le 2019), given the twelve others of a 4x4 grid. Different
 * from the paper's code on purpose: the loss is taken of logits, inner products over the root of their width, where the
 * code puts a softmax before it that flattens gradients and stalls the attack; every image has a mask of its own, where
 * the code shares one in a batch, so that what is asked of a held-out image does not depend on its batch; the context
 * network has 3 layers, where the code has 13, which makes it 13 times the size of the trunk; it has no dropout, so that
 * the attack sees the same function at every step; column embeddings begin as row embeddings do, and attention as every
 * other layer; and images are cropped as for the other tasks.
 */
public final class SelfieTask implements PretextTask {
    private static final TileGrid GRID = TileGrid.PAPER;
    private static final int MASKED = 4;
    private static final int LAYERS = 3;

    /** The paper's width of an attention head; its 1024 channels make 16 heads. */
    private static final int HEAD_WIDTH = 64;

    @Override
    public String name() {
        return "selfie";
    }

    /** {@code grid}: patches in a row. {@code masked}: how many of them. {@code layers}: of the context network. */
    @Override
    public Map<String, Object> settings() {
        return Map.of("grid", GRID.side(), "masked", MASKED, "layers", LAYERS);
    }

    @Override
    public void requireSide(int side) {
        GRID.requireDivides(side);
    }

    /** The context network is as wide as the trunk's output; its heads are 64 wide, or as near above as divides that. */
    @Override
    public Objective objective(Network backbone) {
        return new SelfieNetwork(backbone, GRID.side(), MASKED, LAYERS, heads(backbone.trunkChannels()));
    }

    private static int heads(int channels) {
        return IntStream.iterate(Math.max(1, channels / HEAD_WIDTH), heads -> heads - 1)
                .filter(heads -> channels % heads == 0)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public int targetsPerImage() {
        return GRID.tiles();
    }

    /** For each image an order of its patches, the masked ones first. */
    @Override
    public long[] drawTargets(int images, RandomStream random) {
        return IntStream.range(0, images)
                .mapToObj(image -> random.permutation(GRID.tiles()))
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray();
    }

    /** The image as it is: the network takes it apart, so that an attack can change every patch. */
    @Override
    public void transform(float[] image, int side, long[] targets, float[] transformed) {
        System.arraycopy(image, 0, transformed, 0, image.length);
    }
}
