package io.redoubt.cli.option;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses an age such as {@code 30d}, {@code 12h} or {@code 90m}. */
public final class AgeConverter {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([dhm])");

    private AgeConverter() {}

    /** @throws InvalidFieldException for {@code field} if the text is not a valid age */
    public static Duration parse(String field, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidFieldException(
                    field,
                    Ids.quote(text) + " is not a valid age; use days, hours or minutes, such as 30d, 12h or 90m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
