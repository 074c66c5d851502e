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

    @Override
    default void define(ScriptSource source) {
        defineLogits(source);
        source.define(ScriptMethods.LOSSES, CodeBlock.of("""
                logits = self.logits(w, x, trunk_training, head_training)
                return torch.cross_entropy_loss(logits, t, reduction={NO_REDUCTION})
                """));
        source.define(ScriptMethods.CORRECT, CodeBlock.of("""
                logits = self.logits(w, x, False, False)
                correct = torch.to(torch.eq(torch.argmax(logits, 1), t), {FLOAT32})
                return torch.add(correct, torch.sum(torch.mul(logits, 0), [1]))
                """));
    }
}
