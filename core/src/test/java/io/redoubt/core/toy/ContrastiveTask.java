package io.redoubt.core.toy;

import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.core.pretext.PretextTask;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.data.random.RandomStream;

/** Contrastive learning on two views of each image, which differ in contrast and in noise, with two sets of batch norms. */
final class ContrastiveTask implements PretextTask {
    private static final int EMBEDDING = 8;
    private static final double TEMPERATURE = 0.5;
    private static final double NOISE = 0.02;

    @Override
    public String name() {
        return "contrastive";
    }

    @Override
    public Objective objective(Network backbone) {
        return new DualBatchNorm(new ContrastiveNetwork(backbone.withClasses(EMBEDDING), TEMPERATURE));
    }

    @Override
    public TrainingLoss loss(Objective objective, LossInputs inputs) {
        return inputs.adversarial() ? new DualLoss() : new ObjectiveLoss(inputs);
    }

    @Override
    public int inputsPerImage() {
        return 2;
    }

    /** The seed of the views. */
    @Override
    public long[] drawTargets(int images, RandomStream random) {
        long[] seeds = new long[images];
        for (int i = 0; i < images; i++) {
            seeds[i] = random.nextInt(Integer.MAX_VALUE);
        }
        return seeds;
    }

    @Override
    public void transform(float[] image, int side, long[] targets, float[] transformed) {
        RandomStream random = new RandomStream(targets[0]);
        for (int view = 0; view < 2; view++) {
            double contrast = 0.6 + 0.4 * random.nextDouble();
            for (int i = 0; i < image.length; i++) {
                double pixel = contrast * image[i] + NOISE * random.nextDouble();
                transformed[view * image.length + i] = (float) Math.min(1, pixel);
            }
        }
    }

    /** Adversarial images pass the adversarial set of batch norms, clean ones the clean set. */
    private record DualLoss() implements TrainingLoss {
        @Override
        public LossInputs inputs() {
            return LossInputs.ADVERSARIAL_AND_CLEAN;
        }

        @Override
        public void define(ScriptSource source, BatchNormModes modes) {
            source.define(
                    ScriptMethods.STEP_LOSS,
                    CodeBlock.of("""
                        adversarial = torch.mean(self.losses(w, inputs[0], t, {modes}))
                        clean = torch.mean({clean_losses}(w, inputs[1], t, {modes}))
                        return torch.div(torch.add(adversarial, clean), 2.0)
                        """)
                            .with("modes", modes.arguments())
                            .with("clean_losses", DualBatchNorm.CLEAN_LOSSES));
        }
    }
}
