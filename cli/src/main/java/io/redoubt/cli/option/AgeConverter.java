package io.redoubt.cli.option;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Converts an age such as {@code 30d}, {@code 12h} or {@code 90m}. */
public final class AgeConverter implements ITypeConverter<Duration> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([dhm])");

    /** @throws InvalidFieldException if the text is not a valid age; its field is empty */
    @Override
    public Duration convert(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidFieldException(
                    "", Ids.quote(text) + " is not a valid age; use days, hours or minutes, such as 30d, 12h or 90m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
