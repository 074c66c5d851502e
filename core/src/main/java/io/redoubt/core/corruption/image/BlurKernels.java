package io.redoubt.core.corruption.image;

import java.util.ArrayList;
import java.util.List;

/** Blur kernels with weights that sum to 1. */
public final class BlurKernels {
    private BlurKernels() {}

    /**
     * Returns a one-dimensional Gaussian kernel along the columns. As in scipy's {@code gaussian_filter}, it is
     * truncated at {@code truncate} standard deviations, rounded to whole pixels. A deviation of 0 gives the identity
     * kernel.
     *
     * @param deviation standard deviation in pixels, 0 or greater
     */
    public static ConvolutionKernel gaussianColumn(double deviation, double truncate) {
        int halfSize = (int) (truncate * deviation + 0.5);
        List<ConvolutionKernel.Tap> taps = new ArrayList<>();
        for (int i = -halfSize; i <= halfSize; i++) {
            taps.add(new ConvolutionKernel.Tap(i, 0, density(i, deviation)));
        }
        return new ConvolutionKernel(taps).normalised();
    }

    /** Returns the kernel with rows and columns exchanged. */
    public static ConvolutionKernel transposed(ConvolutionKernel kernel) {
        return new ConvolutionKernel(kernel.taps().stream()
                .map(tap -> new ConvolutionKernel.Tap(tap.right(), tap.down(), tap.weight()))
                .toList());
    }

    /**
     * Returns the kernel of an out-of-focus lens: a disk smoothed by a 3x3 Gaussian.
     *
     * @param radius of the disk, in pixels
     * @param edgeDeviation standard deviation of the Gaussian, in pixels
     */
    public static ConvolutionKernel disk(double radius, double edgeDeviation) {
        int halfSize = (int) radius + 1;
        double[][] weights = new double[2 * halfSize + 1][2 * halfSize + 1];
        for (int y = -halfSize; y <= halfSize; y++) {
            for (int x = -halfSize; x <= halfSize; x++) {
                if (x * x + y * y > radius * radius) {
                    continue;
                }
                for (int tap = 0; tap < 9; tap++) {
                    int down = tap / 3 - 1;
                    int right = tap % 3 - 1;
                    weights[halfSize + y + down][halfSize + x + right] +=
                            density(down, edgeDeviation) * density(right, edgeDeviation);
                }
            }
        }
        return ConvolutionKernel.square(weights).normalised();
    }

    /**
     * Returns the kernel of a moving camera, as in ImageMagick's {@code MotionBlurImage}: a one-sided Gaussian that
     * starts at the pixel and follows the pixels nearest to a line.
     *
     * @param radius the kernel has {@code 2 radius + 1} taps
     * @param deviation standard deviation of the Gaussian, in pixels
     * @param degrees direction; 0 is right and 90 is down
     */
    public static ConvolutionKernel motion(int radius, double deviation, double degrees) {
        double angle = StrictMath.toRadians(degrees);
        List<ConvolutionKernel.Tap> taps = new ArrayList<>();
        for (int i = 0; i <= 2 * radius; i++) {
            int down = (int) Math.ceil(i * StrictMath.sin(angle) - 0.5);
            int right = (int) Math.ceil(i * StrictMath.cos(angle) - 0.5);
            taps.add(new ConvolutionKernel.Tap(down, right, density(i, deviation)));
        }
        return new ConvolutionKernel(taps).normalised();
    }

    /** Returns the unnormalised normal density. */
    private static double density(double distance, double deviation) {
        return distance == 0 ? 1 : StrictMath.exp(-distance * distance / (2 * deviation * deviation));
    }
}
