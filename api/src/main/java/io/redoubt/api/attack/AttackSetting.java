package io.redoubt.api.attack;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One attack of a suite, written {@code <family>[-<budget>][x<restarts>][-margin][-targeted]}, such as {@code pgd-20},
 * {@code apgd-ce}, {@code pgd-100x10-margin} or {@code square-1000}.
 *
 * @param family which attack
 * @param budget gradient steps, or queries of an attack that takes no gradients
 * @param restarts number of runs from different starts, per target of a targeted attack
 * @param margin whether the margin loss is maximised instead of the cross entropy; only if {@link AttackFamily#chooses}
 * @param targeted whether the likeliest other classes are targeted in turn; only if {@link AttackFamily#chooses}
 */
public record AttackSetting(AttackFamily family, int budget, int restarts, boolean margin, boolean targeted) {

    private static final String FIELD = "attacks";
    static final int MAX_BUDGET = 99_999;
    private static final int MAX_RESTARTS = 999;
    private static final Pattern CONTRACT_FORM = form(AttackFamily.CONTRACT);

    public AttackSetting {
        if (budget < 1 || budget > MAX_BUDGET || restarts < 1 || restarts > MAX_RESTARTS) {
            throw new InvalidFieldException(
                    FIELD,
                    family.wireName() + " with a budget of " + budget + " and " + restarts
                            + " restarts is out of range; use a budget of 1 to " + MAX_BUDGET + " and 1 to "
                            + MAX_RESTARTS + " restarts");
        }
        if (family.equals(AttackFamily.FGSM) && (budget != 1 || restarts != 1)) {
            throw new InvalidFieldException(
                    FIELD, "fgsm takes one step from the clean image; for more, use pgd-<steps>");
        }
        if ((margin || targeted) && !family.chooses()) {
            throw new InvalidFieldException(
                    FIELD, family.wireName() + " has its own loss; -margin and -targeted are for fgsm and pgd");
        }
        if (family.equals(AttackFamily.CORRUPTIONS) && (budget != 1 || restarts != 1)) {
            throw new InvalidFieldException(FIELD, "corruptions takes no budget and no restarts");
        }
    }

    /** Creates an attack with its published budget and one run. */
    static AttackSetting of(AttackFamily family) {
        return new AttackSetting(family, family.budget(), 1, false, false);
    }

    static AttackSetting parse(String text) {
        Matcher form = CONTRACT_FORM.matcher(text);
        if (!form.matches()) {
            form = form(AttackFamily.known()).matcher(text);
        }
        AttackFamily family = form.matches() ? AttackFamily.named(form.group(1)).orElseThrow() : null;
        if (family == null || form.group(2) == null && family.budget() == 0) {
            throw new InvalidFieldException(
                    FIELD,
                    Ids.quote(text) + " is not an attack; known are " + AttackFamily.listed()
                            + ", autoattack, corruptions, and several joined by " + AttackName.PLUS);
        }
        return new AttackSetting(
                family,
                form.group(2) == null ? family.budget() : Integer.parseInt(form.group(2)),
                form.group(3) == null ? 1 : Integer.parseInt(form.group(3)),
                form.group(4) != null,
                form.group(5) != null);
    }

    private static Pattern form(List<AttackFamily> known) {
        String families =
                known.stream().map(AttackFamily::wireName).map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("(" + families + ")(?:-([1-9]\\d{0,5}))?(?:x([1-9]\\d{0,3}))?(-margin)?(-targeted)?");
    }

    /** Returns the name without settings that have their published values. */
    @Override
    public String toString() {
        boolean published = budget == family.budget() && restarts == 1;
        return family.wireName()
                + (published ? "" : "-" + budget)
                + (restarts == 1 ? "" : "x" + restarts)
                + (margin ? "-margin" : "")
                + (targeted ? "-targeted" : "");
    }
}
