package io.redoubt.core.attack.pgd;

import io.redoubt.api.attack.AttackSetting;
import io.redoubt.core.attack.loss.CrossEntropyLoss;
import io.redoubt.core.attack.loss.LogitLoss;
import io.redoubt.core.attack.loss.MarginLoss;
import io.redoubt.core.attack.loss.TargetedLoss;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.attack.search.SequentialSearch;
import io.redoubt.core.attack.search.TargetClasses;
import io.redoubt.data.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Projected gradient descent (Madry et al. 2018) as in the paper's evaluation: from a random point of the ball, each
 * step follows the sign of the gradient (in the Euclidean norm: the gradient) and is projected onto the ball and [0,1].
 * The result is the last iterate. Restarts and targets are tried until one fools the classifier.
 *
 * @param name the name in reports
 * @param steps at least 1
 * @param stepSize length of a step in pixel space, greater than 0
 * @param random whether to start at a random point instead of the clean image
 * @param restarts number of runs per target, at least 1
 * @param margin whether to maximise the margin loss instead of the cross entropy
 * @param targeted whether to target the likeliest other classes in turn
 */
public record PgdAttack(
        String name, int steps, double stepSize, boolean random, int restarts, boolean margin, boolean targeted)
        implements Attack {

    public PgdAttack {
        if (steps < 1 || restarts < 1 || !(stepSize > 0 && Double.isFinite(stepSize))) {
            throw new IllegalArgumentException("steps is " + steps + ", restarts " + restarts + " and step " + stepSize
                    + "; use 1 step or more, 1 restart or more and a length greater than 0, such as 2/255");
        }
    }

    /** One step of the radius from the clean image (Goodfellow et al. 2015). */
    public static PgdAttack fgsm(AttackSetting setting, double radius) {
        return new PgdAttack(setting.toString(), 1, radius, false, 1, setting.margin(), setting.targeted());
    }

    /** Creates the attack that a request names. */
    public static PgdAttack of(AttackSetting setting, double stepSize) {
        return new PgdAttack(
                setting.toString(),
                setting.budget(),
                stepSize,
                true,
                setting.restarts(),
                setting.margin(),
                setting.targeted());
    }

    @Override
    public Search on(AttackedImage image) {
        List<Supplier<Search>> runs = new ArrayList<>();
        List<LogitLoss> losses =
                targeted ? TargetClasses.of(image).stream().map(this::towards).toList() : List.of(loss(image.label()));
        for (LogitLoss loss : losses) {
            for (int restart = 0; restart < restarts; restart++) {
                long seed = runs.isEmpty() ? image.seed() : Seeds.derive(image.seed(), 0, runs.size(), "restart");
                runs.add(() -> new PgdSearch(image, loss, steps, stepSize, start(image, seed)));
            }
        }
        return new SequentialSearch(image, runs);
    }

    private LogitLoss towards(int target) {
        return new TargetedLoss(loss(target));
    }

    private LogitLoss loss(int label) {
        return margin ? new MarginLoss(label) : new CrossEntropyLoss(label);
    }

    private float[] start(AttackedImage image, long seed) {
        return random ? PgdSearch.randomStart(image, seed) : image.clean().clone();
    }

    @Override
    public int passes() {
        return (steps + 1) * restarts * (targeted ? TargetClasses.MOST : 1);
    }
}
