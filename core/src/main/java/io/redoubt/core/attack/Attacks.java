package io.redoubt.core.attack;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.AttackFamily;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.AttackSetting;
import io.redoubt.core.attack.apgd.ApgdAttack;
import io.redoubt.core.attack.apgd.ApgdAttack.Loss;
import io.redoubt.core.attack.fab.FabAttack;
import io.redoubt.core.attack.pgd.PgdAttack;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.square.SquareAttack;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.registry.Registry;
import java.util.List;

/** The attacks by name. To add an attack, write a class and register it in {@link #STANDARD}. Immutable. */
public final class Attacks {
    /** The attacks that requests may name. */
    public static final Attacks STANDARD = new Attacks(Registry.empty("attack", "an attack"))
            .with(AttackFamily.FGSM, (name, ball, step) -> PgdAttack.fgsm(name, ball.radius()))
            .with(AttackFamily.PGD, (name, ball, step) -> PgdAttack.of(name, step))
            .with(AttackFamily.APGD_CE, (name, ball, step) -> ApgdAttack.of(name, Loss.CROSS_ENTROPY))
            .with(AttackFamily.APGD_DLR, (name, ball, step) -> ApgdAttack.of(name, Loss.DLR))
            .with(AttackFamily.APGD_T, (name, ball, step) -> ApgdAttack.of(name, Loss.TARGETED_DLR))
            .with(
                    AttackFamily.FAB_T,
                    (name, ball, step) -> new FabAttack(name.toString(), name.budget(), name.restarts()))
            .with(
                    AttackFamily.SQUARE,
                    (name, ball, step) -> new SquareAttack(name.toString(), name.budget(), name.restarts()));

    private final Registry<Entry> entries;

    private Attacks(Registry<Entry> entries) {
        this.entries = entries;
    }

    private record Entry(AttackFamily family, Factory factory) {}

    /** Creates an attack. */
    @FunctionalInterface
    public interface Factory {
        /**
         * Makes an attack.
         *
         * @param setting budget, restarts and the name that the attack reports
         * @param ball the perturbation set
         * @param stepSize length of a gradient step in pixel space, for attacks with a fixed step size
         */
        Attack attack(AttackSetting setting, Ball ball, double stepSize);
    }

    /**
     * Returns these attacks plus one more.
     *
     * @throws IllegalArgumentException when the name is already registered
     */
    public Attacks with(AttackFamily family, Factory factory) {
        return new Attacks(entries.with(family.wireName(), new Entry(family, factory)));
    }

    /** All attacks, in the order of registration. */
    public List<AttackFamily> families() {
        return entries.names().stream().map(name -> entries.get(name).family()).toList();
    }

    /** The attacks of a name, from the {@linkplain #STANDARD standard} ones; see {@link #suite}. */
    public static AttackSuite of(AttackName name, Ball ball, double stepSize) {
        return STANDARD.suite(name, ball, stepSize);
    }

    /**
     * The attacks of a name, in order.
     *
     * @param ball the perturbation set
     * @param stepSize length of a gradient step in pixel space, for attacks that take steps of one length
     * @throws InvalidFieldException for corruptions and other names that are not registered
     */
    public AttackSuite suite(AttackName name, Ball ball, double stepSize) {
        return new AttackSuite(
                name.steps().stream()
                        .map(setting -> factory(setting).attack(setting, ball, stepSize))
                        .toList(),
                name.perturbsEveryImage());
    }

    private Factory factory(AttackSetting setting) {
        return entries.find(setting.family().wireName())
                .map(Entry::factory)
                .orElseThrow(() -> new InvalidFieldException(
                        "attack",
                        setting + " does not search a perturbation set; attacks that do are "
                                + String.join(", ", entries.names())));
    }
}
