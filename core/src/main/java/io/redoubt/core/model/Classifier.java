package io.redoubt.core.model;

import io.redoubt.core.script.ScriptSource;

/** An objective with one label an image and the cross entropy of the logits as loss. */
public interface Classifier extends Objective {
    /** The number of classes. */
    int classes();

    /** The number of networks that one pass goes through: the members of an ensemble, otherwise 1. */
    default int networks() {
        return 1;
    }

    /** The number of channels of the images. */
    int channels();

    /**
     * Defines {@code logits(w: List[Tensor], x: Tensor, trunk_training: bool, head_training: bool) -> Tensor}: (B,
     * classes).
     */
    void defineLogits(ScriptSource source);

    /** Also defines {@code predictions(w: List[Tensor], x: Tensor) -> Tensor}: int64 (B), in evaluation mode. */
    @Override
    default void define(ScriptSource source) {
        defineLogits(source);
        source.define(
                "losses",
                "w: List[Tensor], x: Tensor, t: Tensor, trunk_training: bool, head_training: bool",
                "Tensor",
                """
                logits = self.logits(w, x, trunk_training, head_training)
                return torch.cross_entropy_loss(logits, t, None, 0, -100, 0.)
                """);
        source.define(
                "predictions",
                "w: List[Tensor], x: Tensor",
                "Tensor",
                "return torch.argmax(self.logits(w, x, False, False), 1)");
        source.define(
                "correct",
                "w: List[Tensor], x: Tensor, t: Tensor",
                "Tensor",
                "return torch.to(torch.eq(self.predictions(w, x), t), 6)");
    }
}
