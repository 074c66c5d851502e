package io.redoubt.core.adversary;

import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.nio.FloatBuffer;

/** Finds, for each image, a perturbation within a perturbation set that increases the loss of an objective. */
public interface TrainingAdversary {
    /** Random offsets of the first iterate, float32 (B,C,H,W). */
    Argument NOISE = new Argument("noise", Type.TENSOR);

    /**
     * Defines the methods that {@link #perturb} calls, in the script of an objective. They may call its methods.
     *
     * @param prefix prefix of the method names, so that a script can contain several adversaries
     */
    void define(ScriptSource source, String prefix);

    /**
     * Perturbs a batch. The weights do not change, except the running statistics of batch norms in training mode.
     *
     * @param prefix as given to {@link #define}
     * @param weights the tensors of the objective
     * @param images float32 (B,C,H,W) in [0,1]
     * @param targets int64, as the objective takes them
     * @param noise from {@link #fillNoise}, of the shape of {@code images}; any tensor if the adversary has no random start
     * @return float32 (B,C,H,W) in [0,1], within the perturbation set around {@code images}
     */
    DeviceTensor perturb(
            String prefix,
            ScriptStep step,
            DeviceTensors weights,
            DeviceTensor images,
            DeviceTensor targets,
            DeviceTensor noise);

    /** Perturbs a batch with noise from {@code seeds}, one per image. */
    default DeviceTensor perturb(
            String prefix,
            ScriptStep step,
            DeviceTensors weights,
            DeviceTensor images,
            DeviceTensor targets,
            long[] seeds) {
        DeviceTensor noise = startsRandomly() ? step.floats(images.shape(), into -> fillNoise(seeds, into)) : images;
        return perturb(prefix, step, weights, images, targets, noise);
    }

    /** Whether the first iterate is random; otherwise no noise is needed. */
    boolean startsRandomly();

    /**
     * Draws the random offsets of the first iterates.
     *
     * @param seeds one per image: the noise of an image does not depend on its batch
     * @param into receives the noise of all images; its size is a multiple of their number
     */
    void fillNoise(long[] seeds, FloatBuffer into);

    /** Forward passes with a backward pass, per image. */
    int passes();

    /** All forward passes, per image, including those without a backward pass. */
    default int forwardPasses() {
        return passes();
    }
}
