package io.redoubt.core.pretext;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.SelfieNetwork;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Predicts the positions of four masked patches, given the other twelve of a 4x4 grid (Trinh, Luong and Le 2019). It
 * differs from the paper's code on purpose: the loss is computed from logits, inner products divided by the root of
 * their width, whereas the code applies a softmax first, which flattens gradients and stalls the attack; every image
 * has its own mask, whereas the code shares one within a batch, so that the targets of a held-out image do not depend
 * on its batch; the context network has 3 layers instead of 13, with which it would have 13 times the size of the
 * trunk; it has no dropout, so that the attack sees the same function at every step; column embeddings are initialised
 * like row embeddings, and attention like every other layer; and images are cropped as for the other tasks.
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

    /** {@code grid}: patches per row. {@code masked}: masked patches. {@code layers}: layers of the context network. */
    @Override
    public Map<String, Object> settings() {
        return Map.of("grid", GRID.side(), "masked", MASKED, "layers", LAYERS);
    }

    @Override
    public void requireShape(ImageShape shape) {
        GRID.requireDivides(shape.height());
    }

    /**
     * The context network has the width of the trunk's output. Its heads are 64 wide, or have the next larger width
     * that divides it.
     */
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

    /** For each image a permutation of its patches, the masked ones first. */
    @Override
    public long[] drawTargets(int images, RandomStream random) {
        return IntStream.range(0, images)
                .mapToObj(image -> random.permutation(GRID.tiles()))
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray();
    }

    /** Copies the image. The network splits it into patches, so that an attack can change all of them. */
    @Override
    public void transform(float[] image, int side, long[] targets, float[] transformed) {
        System.arraycopy(image, 0, transformed, 0, image.length);
    }
}
