package io.redoubt.core.toy;

import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import java.util.List;

/**
 * NT-Xent (Chen et al. 2020, equation 1): each of the 2B views of a batch has to recognise the other view of its image among
 * all 2B - 1 others. Images are (B,2C,H,W), the two views one after another. The loss of an image is the mean of those of
 * its views.
 *
 * @param projection its logits are the embeddings
 * @param temperature divides the cosine similarities
 */
record ContrastiveNetwork(Classifier projection, double temperature) implements Objective {
    /** Similarities of the views (2B,2B); those of a view with itself are excluded. */
    private static final ScriptMethod SIMILARITIES = new ScriptMethod(
            "similarities",
            Type.TENSOR,
            ScriptMethods.WEIGHTS,
            ScriptMethods.IMAGES,
            ScriptMethods.TRUNK_TRAINING,
            ScriptMethods.HEAD_TRAINING);

    /** The index of the other view of the same image, int64 (2B). */
    private static final ScriptMethod POSITIVES =
            new ScriptMethod("positives", Type.TENSOR, new Argument("similarities", Type.TENSOR));

    @Override
    public List<TensorSpec> tensors() {
        return projection.tensors();
    }

    @Override
    public void define(ScriptSource source) {
        projection.defineLogits(source);
        source.define(SIMILARITIES, CodeBlock.of("""
            views = torch.cat(torch.chunk(x, 2, 1), 0)
            z = self.logits(w, views, trunk_training, head_training)
            unit = torch.div(z, torch.add(torch.norm(z, 2, [1], True), 0.00000001))
            cosine = torch.matmul(unit, torch.transpose(unit, 0, 1))
            itself = torch.eye(torch.size(z, 0), dtype={FLOAT32}, device=ops.prim.device(x))
            return torch.sub(torch.div(cosine, {temperature}), torch.mul(itself, 1000000.0))
            """).with("temperature", temperature));
        source.define(POSITIVES, CodeBlock.of("""
            views = torch.size(similarities, 0)
            index = torch.arange(views, dtype={INT64}, device=ops.prim.device(similarities))
            return torch.roll(index, [torch.floordiv(views, 2)], [0])
            """));
        source.define(ScriptMethods.LOSSES, CodeBlock.of("""
            similarities = self.similarities(w, x, trunk_training, head_training)
            each = torch.cross_entropy_loss(similarities, self.positives(similarities), reduction={NO_REDUCTION})
            return torch.mean(torch.reshape(each, [2, -1]), [0])
            """));
        source.define(ScriptMethods.CORRECT, CodeBlock.of("""
            similarities = self.similarities(w, x, False, False)
            found = torch.eq(torch.argmax(similarities, 1), self.positives(similarities))
            return torch.mean(torch.to(torch.reshape(found, [2, -1]), {FLOAT32}), [0])
            """));
    }
}
