package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length in pixel space, written as the exact fraction {@code k/255} or as a decimal. The text is kept: 0.031 and
 * {@code 8/255} are different radii, and reports show what was asked for.
 *
 * @param text as written, for instance {@code 8/255}
 * @param value the length, above 0 and at most {@value #MOST}
 */
public record Radius(String text, double value) {

    /** The field that a refusal names where the radius' own place is not known. */
    static final String FIELD = "radius";

    /** No image of a known data set is farther from another in the Euclidean norm. */
    private static final int MOST = 1000;

    private static final Pattern FRACTION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*/\\s*(\\d{1,9})");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:\\.\\d{1,18})?(?:[eE]-?\\d{1,2})?");

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public Radius {
        if (!(value > 0 && value <= MOST)) {
            throw new InvalidFieldException(
                    FIELD, Ids.quote(text) + " is out of range; use a length above 0, such as 8/255");
        }
    }

    /** @throws InvalidFieldException if it is longer than 1, the largest change that a pixel can undergo */
    void requirePixelChange(String field) {
        if (value > 1) {
            throw new InvalidFieldException(
                    field, Ids.quote(text) + " is out of range; use a length above 0 and at most 1, such as 8/255");
        }
    }

    /** Reads {@code 8/255} or {@code 0.03}. */
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
                FIELD, Ids.quote(text) + " is not a radius; write a fraction such as 8/255 or a decimal");
    }

    /** Reads a plain number. */
    @JsonCreator
    public static Radius of(double value) {
        return new Radius(Double.toString(value), value);
    }

    /** Reads a whole number. */
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
