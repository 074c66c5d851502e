package io.redoubt.core.attack.logits;

import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.Arrays;

/**
 * Checks on random images that an exported network can be attacked.
 *
 * @param model as loaded
 * @param shape of one image
 */
record TorchScriptProbe(TorchScriptModel model, ImageShape shape) {
    private static final int IMAGES = 3;
    private static final long SEED = 1;

    /** Well above the float32 rounding error of a different summation order, well below the effect of another image. */
    private static final double TOLERANCE = 1e-3;

    /**
     * Checks the network.
     *
     * @return the number of its classes
     * @throws IllegalArgumentException when it cannot be attacked as a classifier; the message says what to export
     */
    int classes() {
        float[][] images = images();
        int classes = requireLogits(images);
        float[][] together = model.logits(images);
        // A random defence is evaluated as it is; the checks for masked gradients report that its logits change.
        boolean random = !Arrays.deepEquals(together, model.logits(images));
        for (int i = 0; i < IMAGES; i++) {
            Logits.requireFinite(together[i]);
            float[] alone = model.logits(new float[][] {images[i]})[0];
            if (!random) {
                requireEqual(together[i], alone);
            }
        }
        requireGradient(images, classes);
        return classes;
    }

    private float[][] images() {
        RandomStream random = RandomStream.of(SEED, 0, 0, "first pass");
        float[][] images = new float[IMAGES][shape.size()];
        for (float[] image : images) {
            for (int i = 0; i < image.length; i++) {
                image[i] = (float) random.nextDouble();
            }
        }
        return images;
    }

    private int requireLogits(float[][] images) {
        try (ScriptStep step = model.step()) {
            DeviceTensor output = model.forward(step, model.images(step, images));
            long[] found = output.shape();
            if (found.length != 2 || found[0] != IMAGES || found[1] < 2) {
                throw new IllegalArgumentException(
                        "forward returns a tensor of shape " + Arrays.toString(found) + " for " + IMAGES
                                + " images; export a module that returns logits (B, classes), at least two classes");
            }
            if (!output.isFloat32()) {
                throw new IllegalArgumentException(
                        "forward does not return float32; export a module that computes in float32");
            }
            return Math.toIntExact(found[1]);
        }
    }

    private static void requireEqual(float[] together, float[] alone) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < alone.length; i++) {
            largest = Math.max(largest, Math.abs(alone[i]));
            difference = Math.max(difference, Math.abs(alone[i] - together[i]));
        }
        if (difference > TOLERANCE * largest) {
            throw new IllegalArgumentException("the logits of an image differ by " + difference
                    + " between a pass alone and in a batch; export the module in evaluation mode (module.eval())");
        }
    }

    private void requireGradient(float[][] images, int classes) {
        float[][] weights = new float[IMAGES][classes];
        for (float[] row : weights) {
            row[0] = 1;
        }
        try (LogitFunction.Pass pass = model.pass(images)) {
            for (float[] gradient : gradients(pass, weights)) {
                for (float value : gradient) {
                    if (!Float.isFinite(value)) {
                        throw new IllegalArgumentException(
                                "the gradient of a logit with respect to the image is not finite");
                    }
                }
            }
        }
    }

    private static float[][] gradients(LogitFunction.Pass pass, float[][] weights) {
        try {
            return pass.gradients(weights);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "no gradient flows from the logits to the images; export a module without torch.no_grad(), detach()"
                            + " and operations that have no derivative",
                    e);
        }
    }
}
