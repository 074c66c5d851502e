package io.redoubt.core.script;

import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;

/**
 * The methods through which networks, losses, adversaries and optimisers call each other. B is the batch size; images are
 * float32 (B,C,H,W) in [0,1]; targets are int64, (B) for a classifier. In training mode the batch norms of a part use the
 * statistics of the batch and update the running ones; in evaluation mode they use the running ones.
 */
public final class ScriptMethods {
    /** All tensors of the network, in the order of its tensor specifications. */
    public static final Argument WEIGHTS = new Argument("w", Type.TENSORS);

    /** Images (B,C,H,W). */
    public static final Argument IMAGES = new Argument("x", Type.TENSOR);

    /** Targets of the images. */
    public static final Argument TARGETS = new Argument("t", Type.TENSOR);

    /** Whether the batch norms of the trunk are in training mode. */
    public static final Argument TRUNK_TRAINING = new Argument("trunk_training", Type.BOOL);

    /** Whether the batch norms of the head are in training mode. */
    public static final Argument HEAD_TRAINING = new Argument("head_training", Type.BOOL);

    /** Batches of images with the same targets, the adversarial one first. */
    public static final Argument INPUTS = new Argument("inputs", Type.TENSORS);

    /** A rate or a fraction: float64 (1). */
    public static final Argument RATE = new Argument("rate", Type.TENSOR);

    /** The number of finished epochs: float64 (1). */
    public static final Argument EPOCH = new Argument("epoch", Type.TENSOR);

    /** The average of the weights, in the order of {@link #WEIGHTS}. */
    public static final Argument AVERAGED = new Argument("a", Type.TENSORS);

    /** Defined by every objective: the loss of each image, float32 (B). It may depend on the other images of the batch. */
    public static final ScriptMethod LOSSES =
            new ScriptMethod("losses", Type.TENSOR, WEIGHTS, IMAGES, TARGETS, TRUNK_TRAINING, HEAD_TRAINING);

    /**
     * Defined by every objective: the fraction of each image's targets predicted correctly, float32 (B), in evaluation mode;
     * NaN for an image with a logit that is not finite, whose largest would count as a prediction.
     */
    public static final ScriptMethod CORRECT = new ScriptMethod("correct", Type.TENSOR, WEIGHTS, IMAGES, TARGETS);

    /** Defined by every classifier: float32 (B, classes). */
    public static final ScriptMethod LOGITS =
            new ScriptMethod("logits", Type.TENSOR, WEIGHTS, IMAGES, TRUNK_TRAINING, HEAD_TRAINING);

    /** Defined by every network with 3x3 convolutions: (B,C,H,W) with weights (D,C,3,3), padded by 1, to (B,D,H',W'). */
    public static final ScriptMethod CONVOLUTION = new ScriptMethod(
            "convolution", Type.TENSOR, IMAGES, new Argument("weight", Type.TENSOR), new Argument("stride", Type.INT));

    /** Defined by every training loss: the loss of one step, float32 scalar. */
    public static final ScriptMethod STEP_LOSS = new ScriptMethod("step_loss", Type.TENSOR, WEIGHTS, INPUTS, TARGETS);

    /**
     * Defined by every training loss: the weights at which the gradient of {@link #STEP_LOSS} is taken, detached, in the order
     * of {@link #WEIGHTS}. The running statistics are those of {@link #WEIGHTS}, which {@link #STEP_LOSS} updates in place.
     */
    public static final ScriptMethod GRADIENT_WEIGHTS =
            new ScriptMethod("gradient_weights", Type.TENSORS, WEIGHTS, INPUTS, TARGETS, EPOCH);

    /**
     * Defined by the optimiser: takes one step at a learning rate, along the gradient of {@link #STEP_LOSS} at {@link
     * #GRADIENT_WEIGHTS}. Changes the trained weights, the momentum {@code v} and, in training mode, the running statistics in
     * place. Returns the loss before the step.
     */
    public static final ScriptMethod UPDATE = new ScriptMethod(
            "update", Type.TENSORS, WEIGHTS, new Argument("v", Type.TENSORS), INPUTS, TARGETS, RATE, EPOCH);

    /** Defined by the averaging: interpolates {@link #AVERAGED} towards the weights in place; a rate of 1 copies them. */
    public static final ScriptMethod AVERAGE = new ScriptMethod("average", Type.TENSORS, AVERAGED, WEIGHTS, RATE);

    private ScriptMethods() {}
}
