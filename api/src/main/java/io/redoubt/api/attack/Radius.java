package io.redoubt.api.attack;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length in pixel space, written as the exact fraction {@code k/255} or as a decimal. The text is preserved, so that
 * reports show it as in the request; 0.031 and {@code 8/255} are different radii.
 *
 * @param text the text in the request, such as {@code 8/255}
 * @param value the length, above 0 and at most {@value #MAX}
 */
public record Radius(String text, double value) {

    /** The field named in errors if the path of the radius is not known. */
    public static final String FIELD = "radius";

    /** Exceeds the Euclidean distance of any two images of the supported data sets. */
    private static final int MAX = 1000;

    private static final Pattern FRACTION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*/\\s*(\\d{1,9})");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:\\.\\d{1,18})?(?:[eE]-?\\d{1,2})?");

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public Radius {
        if (!(value > 0 && value <= MAX)) {
            throw new InvalidFieldException(
                    FIELD,
                    Ids.quote(text) + " is out of range; use a length above 0 and at most " + MAX + ", such as 8/255");
        }
    }

    /** @throws InvalidFieldException if the length is above 1, the maximum change of a pixel */
    public void requirePixelChange(String field) {
        if (value > 1) {
            throw new InvalidFieldException(
                    field, Ids.quote(text) + " is out of range; use a length above 0 and at most 1, such as 8/255");
        }
    }

    /** Parses {@code 8/255} or {@code 0.03}. */
    @JsonCreator
    public static Radius parse(String text) {
        String trimmed = text == null ? "" : text.trim();
        Matcher fraction = FRACTION.matcher(trimmed);
        if (fraction.matches()) {
            return new Radius(
                    trimmed.replaceAll("\\s", ""),
                    Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2)));
        }
        if (DECIMAL.matcher(trimmed).matches()) {
            return new Radius(trimmed, Double.parseDouble(trimmed));
        }
        throw new InvalidFieldException(
                FIELD, Ids.quote(text) + " is not a radius; use a fraction such as 8/255 or a decimal such as 0.03");
    }

    /** Returns the radius for a JSON number. */
    @JsonCreator
    public static Radius of(double value) {
        return new Radius(Double.toString(value), value);
    }

    /** Returns the radius for a JSON integer. */
    @JsonCreator
    public static Radius of(long value) {
        return of((double) value);
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
