package io.redoubt.core.attack.apgd;

import io.redoubt.api.attack.AttackSetting;
import io.redoubt.core.attack.loss.CrossEntropyLoss;
import io.redoubt.core.attack.loss.DlrLoss;
import io.redoubt.core.attack.loss.LogitLoss;
import io.redoubt.core.attack.loss.TargetedDlrLoss;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.attack.search.SequentialSearch;
import io.redoubt.core.attack.search.TargetClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Auto-PGD (Croce and Hein, ICML 2020), which needs no step size: runs {@link ApgdSearch} from random starts, for each
 * loss in turn, until the image is settled.
 *
 * <p>It follows the authors' public code, with these differences: a run ends as soon as the image is settled; the
 * result is the iterate with the smallest margin, not the last misclassified one, even if the attack fails; losses and
 * gradients keep values that single precision would round to 0; for the step size see {@link ApgdStepSize}.
 *
 * @param name the name in reports
 * @param updates number of updates per run, at least 1
 * @param restarts number of runs per loss, at least 1
 * @param loss the maximised loss
 */
public record ApgdAttack(String name, int updates, int restarts, Loss loss) implements Attack {

    public ApgdAttack {
        if (updates < 1 || restarts < 1) {
            throw new IllegalArgumentException(
                    "updates is " + updates + " and restarts " + restarts + "; both must be at least 1");
        }
    }

    /** Creates the attack that a request names. */
    public static ApgdAttack of(AttackSetting setting, Loss loss) {
        return new ApgdAttack(setting.toString(), setting.budget(), setting.restarts(), loss);
    }

    @Override
    public Search on(AttackedImage image) {
        List<Supplier<Search>> runs = new ArrayList<>();
        for (LogitLoss raised : loss.of(image)) {
            for (int restart = 0; restart < restarts; restart++) {
                long seed = image.seed("auto-pgd " + loss, runs.size());
                runs.add(() -> new ApgdSearch(image, raised, updates, ApgdSearch.randomStart(image, seed)));
            }
        }
        return new SequentialSearch(image, runs);
    }

    @Override
    public int passes() {
        return (updates + 1) * restarts * (loss == Loss.TARGETED_DLR ? TargetClasses.MOST : 1);
    }

    /** The maximised loss. */
    public enum Loss {
        CROSS_ENTROPY {
            @Override
            List<LogitLoss> of(AttackedImage image) {
                return List.of(new CrossEntropyLoss(image.label()));
            }
        },
        DLR {
            @Override
            List<LogitLoss> of(AttackedImage image) {
                return List.of(new DlrLoss(image.label()));
            }
        },
        /** One loss for each of the likeliest other classes. Any misclassification counts as success. */
        TARGETED_DLR {
            @Override
            List<LogitLoss> of(AttackedImage image) {
                return TargetClasses.of(image).stream()
                        .<LogitLoss>map(target -> new TargetedDlrLoss(image.label(), target))
                        .toList();
            }
        };

        /** The losses for an image, in the order in which they are tried. */
        abstract List<LogitLoss> of(AttackedImage image);
    }
}
