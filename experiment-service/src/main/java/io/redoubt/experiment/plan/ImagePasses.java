package io.redoubt.experiment.plan;

import io.redoubt.api.attack.AttackFamily;
import io.redoubt.api.attack.AttackSetting;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import java.util.Collection;
import java.util.Set;

/**
 * The work of jobs: how often the network is evaluated on one image. Jobs of other stages, which make one pass over the
 * test images, count as nothing.
 *
 * @param training in training, including the steps of training attacks and of model selection
 * @param attacks in attacks, if no attack stops early
 */
public record ImagePasses(long training, long attacks) {

    private static final ImagePasses NONE = new ImagePasses(0, 0);

    /** The targeted attacks of AutoAttack try the likeliest other classes, at most so many. */
    private static final int MAX_TARGETS = 9;

    private static final Set<AttackFamily> TARGETED = Set.of(AttackFamily.APGD_T, AttackFamily.FAB_T);

    /**
     * Returns the work of the jobs of a plan that are not stored.
     *
     * @param stored the names of the stored jobs
     */
    public static ImagePasses of(Plan plan, DatasetManifest dataset, Collection<String> stored) {
        return plan.nodes().stream()
                .filter(node -> !stored.contains(node.name()))
                .map(node -> of(node.spec(), dataset))
                .reduce(NONE, ImagePasses::plus);
    }

    static ImagePasses of(JobSpec spec, DatasetManifest dataset) {
        if (spec instanceof PretrainSpec pretrain) {
            return new ImagePasses(training(pretrain.recipe(), pretrain.training(), dataset), 0);
        }
        if (spec instanceof FinetuneSpec finetune) {
            return new ImagePasses(training(finetune.recipe(), finetune.training(), dataset), 0);
        }
        if (spec instanceof AttackSpec attack && !attack.attack().corrupts()) {
            long perImage = attack.attack().steps().stream()
                    .mapToLong(setting -> passes(setting, dataset))
                    .sum();
            return new ImagePasses(0, perImage * attack.range().size());
        }
        return NONE;
    }

    /**
     * A batch takes one pass for the update and, if it is adversarial, one for each step of the attack. A held-out image
     * takes the steps of the selection attack, and is classified without and with its perturbation.
     */
    private static long training(Recipe recipe, TrainingMode mode, DatasetManifest dataset) {
        int perImage = mode == TrainingMode.ADVERSARIAL ? recipe.attack().steps() + 1 : 1;
        int perHeldOut = recipe.selectionSteps() + 2;
        long heldOut = Math.round(recipe.holdout() * dataset.train());
        return ((dataset.train() - heldOut) * perImage + heldOut * perHeldOut) * recipe.epochs();
    }

    private static long passes(AttackSetting setting, DatasetManifest dataset) {
        int targets = TARGETED.contains(setting.family())
                ? Math.min(MAX_TARGETS, dataset.classes().size() - 1)
                : 1;
        return (long) setting.budget() * setting.restarts() * targets;
    }

    private ImagePasses plus(ImagePasses other) {
        return new ImagePasses(training + other.training, attacks + other.attacks);
    }
}
