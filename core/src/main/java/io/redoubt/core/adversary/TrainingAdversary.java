package io.redoubt.core.adversary;

import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;

/** An adversary: finds, for each image, a perturbation within its set that raises the objective's loss. */
public interface TrainingAdversary {
    /**
     * Adds what {@link #perturb} calls to the script of an objective, whose methods it may call.
     *
     * @param prefix begins the names of all methods added, so that two attacks fit in one script
     */
    void define(ScriptSource source, String prefix);

    /**
     * Perturbs a batch. The weights do not change, except that an attack told to run batch norms in training mode moves
     * their running statistics.
     *
     * @param prefix as given to {@link #define}
     * @param weights the tensors of the objective
     * @param images float32 (B,C,H,W) in [0,1]
     * @param targets int64, as the objective takes them
     * @param seeds one an image: an image's randomness does not depend on the batch it is in
     * @return float32 (B,C,H,W) in [0,1], within the perturbation set around {@code images}
     */
    DeviceTensor perturb(
            String prefix,
            ScriptStep step,
            DeviceTensors weights,
            DeviceTensor images,
            DeviceTensor targets,
            long[] seeds);

    /** Forward passes, each with a backward pass, that one image costs. */
    int passes();

    /** All forward passes that one image costs, those without a backward pass included. */
    default int forwardPasses() {
        return passes();
    }
}
