package io.redoubt.core.model;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;

/** An objective with one label per image. Its loss is the cross entropy of the logits. */
public interface Classifier extends Objective {
    /** The number of classes. */
    int classes();

    /** The number of networks that one pass goes through: the members of an ensemble, otherwise 1. */
    default int networks() {
        return 1;
    }

    /** The number of channels of the images. */
    int channels();

    /** Defines {@link ScriptMethods#LOGITS}. */
    void defineLogits(ScriptSource source);

    /** Also defines {@link ScriptMethods#PREDICTIONS}. */
    @Override
    default void define(ScriptSource source) {
        defineLogits(source);
        source.define(ScriptMethods.LOSSES, CodeBlock.of("""
                logits = self.logits(w, x, trunk_training, head_training)
                return torch.cross_entropy_loss(logits, t, reduction={NO_REDUCTION})
                """));
        source.define(ScriptMethods.PREDICTIONS, CodeBlock.of("""
                return torch.argmax(self.logits(w, x, False, False), 1)
                """));
        source.define(ScriptMethods.CORRECT, CodeBlock.of("""
                return torch.to(torch.eq(self.predictions(w, x), t), {FLOAT32})
                """));
    }
}
