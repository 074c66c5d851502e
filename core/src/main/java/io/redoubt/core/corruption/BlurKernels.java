package io.redoubt.core.corruption;

import java.util.ArrayList;
import java.util.List;

/** The kernels of the blurs; their weights sum to 1. */
final class BlurKernels {
    private BlurKernels() {}

    /**
     * A normal density along the columns, cut where scipy's {@code gaussian_filter} does: at {@code truncate} standard
     * deviations, rounded to whole pixels. Zero deviation gives the kernel that changes nothing.
     *
     * @param deviation in pixels, 0 or greater
     */
    static ConvolutionKernel vertical(double deviation, double truncate) {
        int reach = (int) (truncate * deviation + 0.5);
        List<ConvolutionKernel.Tap> taps = new ArrayList<>();
        for (int i = -reach; i <= reach; i++) {
            taps.add(new ConvolutionKernel.Tap(i, 0, density(i, deviation)));
        }
        return new ConvolutionKernel(taps).normalised();
    }

    /** The kernel with rows and columns exchanged. */
    static ConvolutionKernel transposed(ConvolutionKernel kernel) {
        return new ConvolutionKernel(kernel.taps().stream()
                .map(tap -> new ConvolutionKernel.Tap(tap.right(), tap.down(), tap.weight()))
                .toList());
    }

    /**
     * The light of an out-of-focus lens: a disk, its rim softened by a 3x3 normal density.
     *
     * @param radius of the disk, in pixels
     * @param softness standard deviation of the rim, in pixels
     */
    static ConvolutionKernel disk(double radius, double softness) {
        int reach = (int) radius + 1;
        double[][] weights = new double[2 * reach + 1][2 * reach + 1];
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                if (x * x + y * y > radius * radius) {
                    continue;
                }
                for (int rim = 0; rim < 9; rim++) {
                    int down = rim / 3 - 1;
                    int right = rim % 3 - 1;
                    weights[reach + y + down][reach + x + right] += density(down, softness) * density(right, softness);
                }
            }
        }
        return ConvolutionKernel.square(weights).normalised();
    }

    /**
     * The trace of a moving camera, as in ImageMagick's {@code MotionBlurImage}: from the pixel on in one direction,
     * falling off like one half of a normal density, on the pixels nearest to the line.
     *
     * @param radius the trace has {@code 2 radius + 1} pixels
     * @param deviation of the normal density, in pixels
     * @param degrees direction; 0 is to the right and 90 is down
     */
    static ConvolutionKernel trace(int radius, double deviation, double degrees) {
        double angle = StrictMath.toRadians(degrees);
        List<ConvolutionKernel.Tap> taps = new ArrayList<>();
        for (int i = 0; i <= 2 * radius; i++) {
            int down = (int) Math.ceil(i * StrictMath.sin(angle) - 0.5);
            int right = (int) Math.ceil(i * StrictMath.cos(angle) - 0.5);
            taps.add(new ConvolutionKernel.Tap(down, right, density(i, deviation)));
        }
        return new ConvolutionKernel(taps).normalised();
    }

    /** The normal density without its factor. */
    private static double density(double distance, double deviation) {
        return distance == 0 ? 1 : StrictMath.exp(-distance * distance / (2 * deviation * deviation));
    }
}
