package io.redoubt.core.train;

import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.Recipe;
import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.TensorRole;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.BatchAugmentation;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * A classifier with known batch statistics: the pixels are multiplied by a gain and passed through one batch norm; the
 * logits are the contrast of the upper and the lower half times a slope.
 */
record ScaledBatchNormClassifier() implements Classifier {
    private static final long[] SCALAR = {1};

    static Weights initial() {
        return Weights.of(Stream.of("gain", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var", "slope")
                .map(name -> Tensor.of(name, SCALAR, new float[] {1}))
                .toList());
    }

    /** Plain training of the classifier on the stripes. */
    static Trainer trainer(Recipe recipe) {
        TrainingPlan plan = new TrainingPlan(
                new LabelBatches(new ScaledBatchNormClassifier(), BatchAugmentation.NONE, 1),
                List.of(NetworkPart.HEAD),
                new ObjectiveLoss(LossInputs.CLEAN),
                BatchNormMode.EVAL,
                new LinfBall(8 / 255.0),
                recipe,
                1);
        return new Trainer(plan, StripeImages.dataset().train());
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public List<TensorSpec> tensors() {
        return List.of(
                scalar("gain", TensorRole.WEIGHT),
                scalar("bn.weight", TensorRole.SCALE),
                scalar("bn.bias", TensorRole.SHIFT),
                scalar("bn.running_mean", TensorRole.RUNNING_MEAN),
                scalar("bn.running_var", TensorRole.RUNNING_VARIANCE),
                scalar("slope", TensorRole.WEIGHT));
    }

    private static TensorSpec scalar(String name, TensorRole role) {
        return new TensorSpec(name, List.of(1L), role, NetworkPart.HEAD, 1);
    }

    @Override
    public void defineLogits(ScriptSource source) {
        source.define(ScriptMethods.LOGITS, CodeBlock.of("""
                h = torch.mul(x, w[0])
                h1 = torch.batch_norm(h, w[1], w[2], w[3], w[4], head_training, {momentum}, 1.0e-05, True)
                upper = torch.mean(torch.slice(h1, 2, 0, 4, 1), [1, 2, 3])
                lower = torch.mean(torch.slice(h1, 2, 4, 8, 1), [1, 2, 3])
                score = torch.mul(torch.sub(upper, lower), w[5])
                return torch.stack([score, torch.neg(score)], 1)
                """).with("momentum", BatchNormModes.MOMENTUM));
    }
}
