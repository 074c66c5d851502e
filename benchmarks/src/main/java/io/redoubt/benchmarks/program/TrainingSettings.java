package io.redoubt.benchmarks.program;

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
import java.util.List;
import java.util.OptionalDouble;

/** The hyper-parameters of all measured trainings, which are those of the preset {@code quick} with augmentation. */
final class TrainingSettings {
    static final Radius STEP = Radius.parse("2/255");
    static final Threat THREAT = new Threat(Threat.LINF, Radius.parse("8/255"));
    private static final DatasetRef DATASET = new DatasetRef("benchmark", "0".repeat(64));
    private static final double DIVERSITY = 0.1;

    private TrainingSettings() {}

    /** Adversarial training of all weights on labels. */
    static FinetuneSpec finetune(ModelSpec model, Recipe recipe) {
        return new FinetuneSpec(
                DATASET,
                model,
                FinetuneScope.FULL,
                TrainingMode.ADVERSARIAL,
                BatchNormMode.EVAL,
                new FinetuneObjective(AdversarialLoss.MADRY, 6, 0),
                THREAT,
                recipe,
                1);
    }

    /** Adversarial pretraining; several tasks have the diversity term. */
    static PretrainSpec pretrain(ModelSpec model, List<String> tasks, Recipe recipe) {
        return new PretrainSpec(
                DATASET,
                model,
                PretextTaskNames.of(tasks.toArray(String[]::new)),
                TrainingMode.ADVERSARIAL,
                tasks.size() > 1 ? OptionalDouble.of(DIVERSITY) : OptionalDouble.empty(),
                THREAT,
                recipe,
                1);
    }

    static Recipe recipe(int epochs, int batch, int attackSteps, AugmentationPolicy augmentation) {
        return new Recipe(
                epochs,
                batch,
                0.1,
                0.9,
                true,
                5e-4,
                LearningRateSchedule.COSINE,
                new LearningRateDecay(0, List.of(0.6, 0.8), 0.1),
                0,
                augmentation,
                new TrainingAttack(attackSteps, STEP, BatchNormMode.EVAL),
                new WeightAveraging(AveragingMethod.NONE, 0.995, 0.75),
                0.01,
                1);
    }
}
