package io.redoubt.core.attack.square;

import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;

/**
 * Proposals for the Euclidean norm (algorithm 3 of the paper). The start is a grid of bumps; each proposal then moves
 * the perturbation of one window to another and adds a bump there.
 *
 * <p>As in the paper and its code, the norm within two windows is computed per channel; AutoAttack gives each channel
 * the norm of all channels. The grid of AutoAttack covers only images whose sides are about a multiple of five; this
 * one covers images of any size.
 */
final class L2SquareProposal implements SquareProposal {
    private static final int TILES = 5;
    private static final int SMALLEST = 3;
    private static final double TINY = 1e-12;

    private final AttackedImage image;
    private final ImageShape shape;
    private final RandomStream random;

    L2SquareProposal(AttackedImage image, RandomStream random) {
        this.image = image;
        this.shape = image.shape();
        this.random = random;
    }

    @Override
    public float[] start() {
        int side = Math.max(1, Math.min(shape.height(), shape.width()) / TILES);
        int rows = shape.height() / side;
        int columns = shape.width() / side;
        int top = (shape.height() - rows * side) / 2;
        int left = (shape.width() - columns * side) / 2;
        double[] change = new double[shape.size()];
        for (int tile = 0; tile < rows * columns; tile++) {
            SquareWindow window = new SquareWindow(top + tile / columns * side, left + tile % columns * side, side);
            double[] bump = SquarePerturbation.of(side, random.nextBoolean());
            for (int channel = 0; channel < shape.channels(); channel++) {
                add(bump, sign(), change, window.indices(shape, channel));
            }
        }
        return point(change);
    }

    @Override
    public float[] change(float[] best, double share) {
        int side = side(shape, share);
        SquareWindow to = SquareWindow.draw(shape, side, random);
        SquareWindow from = SquareWindow.draw(shape, side, random);
        double[] bump = SquarePerturbation.of(side, random.nextBoolean());
        int[] signs = new int[shape.channels()];
        for (int channel = 0; channel < signs.length; channel++) {
            signs[channel] = sign();
        }
        return change(best, to, from, bump, signs);
    }

    /**
     * Moves the perturbation of one window to another.
     *
     * @param bump (side)(side), added to the perturbation in {@code to} after that is scaled to norm 1
     * @param signs sign of the bump in each channel
     */
    float[] change(float[] best, SquareWindow to, SquareWindow from, double[] bump, int[] signs) {
        double[] change = new double[best.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = (double) best[i] - image.clean()[i];
        }
        double radius = image.ball().radius();
        double unspent = Math.max(0, radius * radius - squares(change)) / shape.channels();
        for (int channel = 0; channel < shape.channels(); channel++) {
            int[] target = to.indices(shape, channel);
            double held = squares(change, target);
            scale(change, target, 1 / (Math.sqrt(held) + TINY));
            for (int i : from.indices(shape, channel)) {
                if (!to.contains(i / shape.width() % shape.height(), i % shape.width())) {
                    held += change[i] * change[i];
                    change[i] = 0;
                }
            }
            add(bump, signs[channel], change, target);
            scale(change, target, Math.sqrt(unspent + held) / (Math.sqrt(squares(change, target)) + TINY));
        }
        return point(change);
    }

    /** The side of a square: odd, at least 3 if the image is that large, and at most the shorter side of the image. */
    static int side(ImageShape shape, double share) {
        int side = Math.max(SMALLEST, (int) Math.rint(Math.sqrt(share * shape.height() * shape.width())));
        int most = Math.min(shape.height(), shape.width());
        return Math.min(side % 2 == 0 ? side + 1 : side, most % 2 == 0 ? most - 1 : most);
    }

    /** The point at the distance of the radius in the direction of a perturbation. */
    private float[] point(double[] change) {
        double scale = image.ball().radius() / (Math.sqrt(squares(change)) + TINY);
        float[] point = new float[change.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = (float) (image.clean()[i] + scale * change[i]);
        }
        image.ball().project(point, image.clean());
        return point;
    }

    private int sign() {
        return random.nextBoolean() ? 1 : -1;
    }

    private static void add(double[] bump, int sign, double[] change, int[] indices) {
        for (int i = 0; i < indices.length; i++) {
            change[indices[i]] += sign * bump[i];
        }
    }

    private static void scale(double[] change, int[] indices, double factor) {
        for (int i : indices) {
            change[i] *= factor;
        }
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static double squares(double[] values, int[] indices) {
        double sum = 0;
        for (int i : indices) {
            sum += values[i] * values[i];
        }
        return sum;
    }
}
