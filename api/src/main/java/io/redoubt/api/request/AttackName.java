package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An attack by its name in requests and reports: {@code fgsm} or {@code pgd-<steps>}.
 *
 * @param family {@code fgsm} or {@code pgd}
 * @param steps gradient steps
 */
public record AttackName(String family, int steps) {

    private static final Pattern PGD = Pattern.compile("pgd-([1-9]\\d{0,3})");

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public AttackName {
        if (!(family.equals("fgsm") && steps == 1 || family.equals("pgd") && steps >= 1 && steps <= 9999)) {
            throw new InvalidFieldException(
                    "attacks", Ids.quote(family) + " with " + steps + " steps is not an attack");
        }
    }

    /** Reads a name. */
    @JsonCreator
    public static AttackName parse(String name) {
        if ("fgsm".equals(name)) {
            return new AttackName("fgsm", 1);
        }
        Matcher pgd = PGD.matcher(String.valueOf(name));
        if (pgd.matches()) {
            return new AttackName("pgd", Integer.parseInt(pgd.group(1)));
        }
        throw new InvalidFieldException(
                "attacks", Ids.quote(name) + " is not an attack; known are fgsm and pgd-<steps>, such as pgd-20");
    }

    @JsonValue
    @Override
    public String toString() {
        return family.equals("pgd") ? "pgd-" + steps : family;
    }
}
