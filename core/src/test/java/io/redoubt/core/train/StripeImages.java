package io.redoubt.core.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.api.training.AdversarialLoss;
import io.redoubt.api.training.AugmentationPolicy;
import io.redoubt.api.training.AveragingMethod;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.LearningRateDecay;
import io.redoubt.api.training.LearningRateSchedule;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingAttack;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.api.training.WeightAveraging;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.random.RandomStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A data set that a tiny network learns quickly (noisy images with a bright upper or lower half), and specs to train on
 * it.
 */
public final class StripeImages {
    public static final int TRAIN = 40;
    public static final int HELD_OUT = 10;
    public static final int BATCH = 12;
    public static final int ATTACK_STEPS = 2;
    public static final int SELECTION_STEPS = 3;
    static final int SIDE = 8;
    private static final ModelSpec MODEL = new ModelSpec(10, 2);
    private static final Threat THREAT = new Threat("linf", Radius.parse("8/255"));
    private static final DatasetRef REFERENCE = new DatasetRef("stripes", "0".repeat(64));

    static final FinetuneObjective PLAIN = new FinetuneObjective(AdversarialLoss.MADRY, 6, 0);

    private StripeImages() {}

    public static ImageDataset dataset() {
        return new ImageDataset("stripes", List.of("upper", "lower"), images(TRAIN, 1), images(20, 2));
    }

    private static ImageSet images(int count, long seed) {
        RandomStream random = new RandomStream(seed);
        ByteBuffer pixels = ByteBuffer.allocate(count * SIDE * SIDE);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean bright = (y < SIDE / 2) == (labels[i] == 0);
                    pixels.put((byte) ((bright ? 160 : 20) + random.nextInt(60)));
                }
            }
        }
        return new ImageSet(1, SIDE, SIDE, pixels.flip(), labels);
    }

    static Recipe recipe(int epochs, double learningRate, BatchNormMode attackNorm) {
        return recipe(epochs, learningRate, attackNorm, AugmentationPolicy.CROP_FLIP);
    }

    /**
     * Returns a recipe without augmentation. Crops shift small images too far; without them a few epochs are enough.
     */
    public static Recipe unaugmented(int epochs) {
        return recipe(epochs, 0.05, BatchNormMode.EVAL, AugmentationPolicy.NONE);
    }

    private static Recipe recipe(
            int epochs, double learningRate, BatchNormMode attackNorm, AugmentationPolicy augmentation) {
        return new Recipe(
                epochs,
                BATCH,
                learningRate,
                0.9,
                true,
                5e-4,
                LearningRateSchedule.COSINE,
                new LearningRateDecay(0, List.of(0.6, 0.8), 0.1),
                0,
                augmentation,
                new TrainingAttack(ATTACK_STEPS, Radius.parse("4/255"), attackNorm),
                new WeightAveraging(AveragingMethod.NONE, 0.9, 0.5),
                (double) HELD_OUT / TRAIN,
                SELECTION_STEPS);
    }

    /** Returns the recipe with the fields of a JSON object replaced. */
    static Recipe with(Recipe recipe, String fields) {
        ObjectNode tree = Json.mapper().valueToTree(recipe);
        tree.setAll(Json.read(fields.getBytes(StandardCharsets.UTF_8), ObjectNode.class));
        return Json.read(Json.canonical(tree), Recipe.class);
    }

    public static FineTuning fineTuning(FinetuneScope scope, TrainingMode training, Recipe recipe, long seed) {
        return fineTuning(scope, training, BatchNormMode.EVAL, PLAIN, recipe, seed);
    }

    static FineTuning fineTuning(
            FinetuneScope scope,
            TrainingMode training,
            BatchNormMode frozenNorm,
            FinetuneObjective objective,
            Recipe recipe,
            long seed) {
        return new FineTuning(
                new FinetuneSpec(REFERENCE, MODEL, scope, training, frozenNorm, objective, THREAT, recipe, seed),
                dataset());
    }

    /** Full adversarial fine-tuning. */
    public static FinetuneSpec finetuneSpec(FinetuneObjective objective, Recipe recipe) {
        return new FinetuneSpec(
                REFERENCE,
                MODEL,
                FinetuneScope.FULL,
                TrainingMode.ADVERSARIAL,
                BatchNormMode.EVAL,
                objective,
                THREAT,
                recipe,
                1);
    }

    public static FinetuneSpec finetuneSpec(FinetuneScope scope, TrainingMode training, Recipe recipe, long seed) {
        return finetuneSpec(MODEL, scope, training, recipe, seed);
    }

    static FinetuneSpec finetuneSpec(
            ModelSpec model, FinetuneScope scope, TrainingMode training, Recipe recipe, long seed) {
        return new FinetuneSpec(REFERENCE, model, scope, training, BatchNormMode.EVAL, PLAIN, THREAT, recipe, seed);
    }

    static Pretraining pretraining(TrainingMode training, Recipe recipe, long seed) {
        return new Pretraining(pretrainSpec("rotation", training, recipe, seed), dataset());
    }

    public static PretrainSpec pretrainSpec(String task, TrainingMode training, Recipe recipe, long seed) {
        return pretrainSpec(PretextTaskNames.of(task), training, OptionalDouble.empty(), recipe, seed);
    }

    public static PretrainSpec pretrainSpec(
            PretextTaskNames pretext, TrainingMode training, OptionalDouble diversity, Recipe recipe, long seed) {
        return pretrainSpec(MODEL, pretext, training, diversity, recipe, seed);
    }

    static PretrainSpec pretrainSpec(
            ModelSpec model,
            PretextTaskNames pretext,
            TrainingMode training,
            OptionalDouble diversity,
            Recipe recipe,
            long seed) {
        return new PretrainSpec(REFERENCE, model, pretext, training, diversity, THREAT, recipe, seed);
    }
}
