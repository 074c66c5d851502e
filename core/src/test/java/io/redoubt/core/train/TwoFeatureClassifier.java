package io.redoubt.core.train;

import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.Recipe;
import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
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
import io.redoubt.data.ImageSet;
import io.redoubt.data.safetensors.Tensor;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A linear classifier of two features, and images for it. The contrast of top and bottom is much larger than a
 * perturbation of 8/255, but wrong for every fifth image. The contrast of left and right always matches the label, but
 * is only 4/255. A classifier that starts with the first feature and trains against a weak adversary switches to the
 * second and loses its robustness.
 */
record TwoFeatureClassifier() implements Classifier {
    private static final int SIDE = 8;
    private static final int STRONG = 50;
    private static final int WEAK = 2;
    private static final Weights STRONG_FEATURE_ONLY =
            Weights.of(List.of(Tensor.of("features", new long[] {2}, new float[] {5, 0})));

    /** Returns a trainer for weights that use only the first feature. */
    static Trainer trainer(Recipe recipe, LossInputs inputs) {
        TrainingPlan plan = new TrainingPlan(
                new LabelBatches(new TwoFeatureClassifier(), BatchAugmentation.NONE, 1),
                List.of(NetworkPart.HEAD),
                new ObjectiveLoss(inputs),
                BatchNormMode.EVAL,
                new LinfBall(8 / 255.0),
                recipe,
                1);
        return new Trainer(plan, images());
    }

    static TrainingState start(Trainer trainer) {
        return trainer.start(STRONG_FEATURE_ONLY);
    }

    private static ImageSet images() {
        ByteBuffer pixels = ByteBuffer.allocate(StripeImages.TRAIN * SIDE * SIDE);
        int[] labels = new int[StripeImages.TRAIN];
        for (int i = 0; i < StripeImages.TRAIN; i++) {
            labels[i] = i % 2;
            int sign = labels[i] == 0 ? 1 : -1;
            int strong = i % 5 == 0 ? -sign : sign;
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    int upper = y < SIDE / 2 ? strong : -strong;
                    int left = x < SIDE / 2 ? sign : -sign;
                    pixels.put((byte) (128 + STRONG * upper + WEAK * left));
                }
            }
        }
        return new ImageSet(1, SIDE, SIDE, pixels.flip(), labels);
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
        return List.of(new TensorSpec("features", List.of(2L), TensorRole.WEIGHT, NetworkPart.HEAD, 1));
    }

    /** The weak feature is scaled so that it is learned quickly. */
    @Override
    public void defineLogits(ScriptSource source) {
        source.define(ScriptMethods.LOGITS, CodeBlock.of("""
            upper = torch.mean(torch.slice(x, 2, 0, 4, 1), [1, 2, 3])
            lower = torch.mean(torch.slice(x, 2, 4, 8, 1), [1, 2, 3])
            left = torch.mean(torch.slice(x, 3, 0, 4, 1), [1, 2, 3])
            right = torch.mean(torch.slice(x, 3, 4, 8, 1), [1, 2, 3])
            strong = torch.mul(torch.sub(upper, lower), torch.select(w[0], 0, 0))
            weak = torch.mul(torch.mul(torch.sub(left, right), 100.0), torch.select(w[0], 0, 1))
            score = torch.add(strong, weak)
            return torch.stack([score, torch.neg(score)], 1)
            """));
    }
}
