package io.redoubt.api.attack;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An attack without its settings.
 *
 * @param wireName the name in requests and reports
 * @param budget the published budget, gradient steps or queries; 0 if there is none
 * @param guidance the information that guides the search
 */
public record AttackFamily(String wireName, int budget, Guidance guidance) {
    /** The fast gradient sign method: one step of the radius from the clean image (Goodfellow et al. 2015). */
    public static final AttackFamily FGSM = new AttackFamily("fgsm", 1, Guidance.CHOSEN_LOSS);

    /** Projected gradient descent, the paper's attack (Madry et al. 2018). It has no published budget. */
    public static final AttackFamily PGD = new AttackFamily("pgd", 0, Guidance.CHOSEN_LOSS);

    /** Auto-PGD on the cross entropy (Croce and Hein 2020). */
    public static final AttackFamily APGD_CE = new AttackFamily("apgd-ce", 100, Guidance.CROSS_ENTROPY);

    /** Auto-PGD on the difference of logits ratio. */
    public static final AttackFamily APGD_DLR = new AttackFamily("apgd-dlr", 100, Guidance.OTHER_LOSS);

    /** Auto-PGD on the targeted difference of logits ratio, for the likeliest other classes. */
    public static final AttackFamily APGD_T = new AttackFamily("apgd-t", 100, Guidance.OTHER_LOSS);

    /** The fast adaptive boundary attack, for the likeliest other classes (Croce and Hein 2020). */
    public static final AttackFamily FAB_T = new AttackFamily("fab-t", 100, Guidance.OTHER_LOSS);

    /** Random search with square-shaped changes, without gradients (Andriushchenko et al. 2020). */
    public static final AttackFamily SQUARE = new AttackFamily("square", 5000, Guidance.QUERIES);

    /** Common corruptions instead of an adversary (Hendrycks and Dietterich 2019). */
    public static final AttackFamily CORRUPTIONS = new AttackFamily("corruptions", 1, Guidance.OTHER_LOSS);

    /** The attacks that the JSON Schemas list. */
    public static final List<AttackFamily> CONTRACT =
            List.of(FGSM, PGD, APGD_CE, APGD_DLR, APGD_T, FAB_T, SQUARE, CORRUPTIONS);

    public AttackFamily {
        Ids.require("attack", wireName);
        Require.between("budget", budget, 0, AttackSetting.MAX_BUDGET);
        Require.present("guidance", guidance);
    }

    /** The information that guides an attack; the alarms of an evaluation depend on it. */
    public enum Guidance {
        /** Gradients of a loss that the request selects: the cross entropy, or the margin. */
        CHOSEN_LOSS,
        /** Gradients of the cross entropy. */
        CROSS_ENTROPY,
        /** Gradients of another loss. */
        OTHER_LOSS,
        /** Logits only. */
        QUERIES
    }

    /** Whether requests select the loss and whether it is targeted. */
    public boolean chooses() {
        return guidance == Guidance.CHOSEN_LOSS;
    }

    /** All known attacks: those of the contract, then the others that this process registers. */
    static List<AttackFamily> known() {
        return Stream.concat(
                        CONTRACT.stream(),
                        ServiceLoader.load(AttackProvider.class, AttackFamily.class.getClassLoader()).stream()
                                .flatMap(provider -> provider.get().attacks().stream()))
                .distinct()
                .toList();
    }

    /** The attack of that name. */
    static Optional<AttackFamily> named(String name) {
        // Looked for in the contract first, because loading services is slow.
        return Stream.<Supplier<List<AttackFamily>>>of(() -> CONTRACT, AttackFamily::known)
                .flatMap(families -> families.get().stream())
                .filter(family -> family.wireName.equals(name))
                .findFirst();
    }

    /** The known names for messages and help, such as {@code pgd-<steps>, such as pgd-20, apgd-ce, ...}. */
    static String listed() {
        return Stream.concat(
                        Stream.of("fgsm and pgd-<steps>, such as pgd-20"),
                        known().stream()
                                .filter(family ->
                                        !List.of(FGSM, PGD, CORRUPTIONS).contains(family))
                                .map(AttackFamily::wireName))
                .collect(Collectors.joining(", "));
    }
}
