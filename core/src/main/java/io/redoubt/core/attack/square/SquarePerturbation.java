package io.redoubt.core.attack.square;

/**
 * The perturbation of a window in the Euclidean norm (section 3.3 of the paper): positive in one half, negative in the
 * other.
 */
final class SquarePerturbation {
    private SquarePerturbation() {}

    /**
     * A bump of norm 1.
     *
     * @param side at least 1
     * @param turned whether the halves are left and right instead of upper and lower
     * @return (side)(side), row by row
     */
    static double[] of(int side, boolean turned) {
        double[] upper = hill(side / 2, side);
        double[] lower = hill(side - side / 2, side);
        double length = Math.sqrt(side == 1 ? 1 : 2);
        double[] bump = new double[side * side];
        for (int i = 0; i < bump.length; i++) {
            double height = i < upper.length ? upper[i] : -lower[i - upper.length];
            bump[turned ? i % side * side + i / side : i] = height / length;
        }
        return bump;
    }

    /**
     * One half, with norm 1: the sum of concentric squares, each one ring wider than the previous, the n-th of height
     * 1/n². The height therefore depends on the distance to the centre in the maximum norm.
     */
    private static double[] hill(int height, int width) {
        int rings = Math.max(height / 2, width / 2) + 1;
        double[] heights = new double[rings + 1];
        for (int ring = rings - 1; ring >= 0; ring--) {
            heights[ring] = heights[ring + 1] + 1.0 / ((ring + 1) * (ring + 1));
        }
        double[] hill = new double[height * width];
        double squares = 0;
        for (int i = 0; i < hill.length; i++) {
            hill[i] = heights[Math.max(Math.abs(i / width - height / 2), Math.abs(i % width - width / 2))];
            squares += hill[i] * hill[i];
        }
        for (int i = 0; i < hill.length; i++) {
            hill[i] /= Math.sqrt(squares);
        }
        return hill;
    }
}
