package io.redoubt.core.attack.square;

import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;

/**
 * Proposals for the maximum norm (algorithm 2 of the paper): the start is vertical stripes, each proposal a square of
 * one colour; every pixel value changes by the full radius. For norms other than L2, points are projected onto the
 * ball.
 */
final class LinfSquareProposal implements SquareProposal {
    private final AttackedImage image;
    private final RandomStream random;

    LinfSquareProposal(AttackedImage image, RandomStream random) {
        this.image = image;
        this.random = random;
    }

    @Override
    public float[] start() {
        int width = image.shape().width();
        int area = image.shape().height() * width;
        float[] start = new float[image.shape().size()];
        for (int stripe = 0; stripe < image.shape().channels() * width; stripe++) {
            float change = colour();
            for (int i = stripe / width * area + stripe % width; i < (stripe / width + 1) * area; i += width) {
                start[i] = image.clean()[i] + change;
            }
        }
        image.ball().project(start, image.clean());
        return start;
    }

    @Override
    public float[] change(float[] best, double share) {
        SquareWindow window = SquareWindow.draw(image.shape(), side(image.shape(), share), random);
        float[] point = best.clone();
        for (int channel = 0; channel < image.shape().channels(); channel++) {
            float change = colour();
            for (int i : window.indices(image.shape(), channel)) {
                point[i] = image.clean()[i] + change;
            }
        }
        image.ball().project(point, image.clean());
        return point;
    }

    /** The side of a square, at least 1 and at most the shorter side of the image. */
    static int side(ImageShape shape, double share) {
        int side = (int) Math.rint(Math.sqrt(share * shape.height() * shape.width()));
        return Math.max(1, Math.min(side, Math.min(shape.height(), shape.width())));
    }

    /**
     * Plus or minus twice the radius, so that projection puts the value exactly on the surface of the ball despite
     * rounding.
     */
    private float colour() {
        return (float)
                (random.nextBoolean()
                        ? 2 * image.ball().radius()
                        : -2 * image.ball().radius());
    }
}
