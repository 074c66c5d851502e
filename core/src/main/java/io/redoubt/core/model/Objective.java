package io.redoubt.core.model;

import io.redoubt.core.script.ScriptSource;
import java.util.List;

/**
 * A network together with the loss it is trained on and attacked through, as script. Whatever trains, attacks or
 * evaluates knows no more of it than this.
 */
public interface Objective {
    /** All tensors of the network, in the order in which scripts find them in the list {@code w}. */
    List<TensorSpec> tensors();

    /**
     * Defines two methods. Images {@code x} are float32 (B,C,H,W) in [0,1]; targets {@code t} are int64, (B) for a
     * classification.
     *
     * <ul>
     *   <li>{@code losses(w: List[Tensor], x: Tensor, t: Tensor, trunk_training: bool, head_training: bool) -> Tensor}:
     *       the loss of each image, (B). In training mode a part's batch norms use the statistics of the batch and move
     *       the running ones by {@link BatchNormModes#MOMENTUM}.
     *   <li>{@code correct(w: List[Tensor], x: Tensor, t: Tensor) -> Tensor}: the share of each image's targets that is
     *       predicted right, float32 (B), with all batch norms in evaluation mode.
     * </ul>
     */
    void define(ScriptSource source);
}
