package io.redoubt.experiment.filter;

import io.redoubt.api.Ids;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values of conditions. Methods throw IllegalArgumentException with the problem and the remedy. */
final class FilterValues {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*", Pattern.DOTALL);
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?%?");
    private static final Duration DAY = Duration.ofDays(1);
    private static final double PERCENT = 100;

    private FilterValues() {}

    /** Returns whether a text begins with a date and a time of day. */
    static boolean isTime(String text) {
        return TIME.matcher(text).matches();
    }

    /** A text in any case, in which {@code *} stands for any text. */
    static Predicate<FilterFields> text(FilterField field, String value) {
        Pattern pattern = Pattern.compile(
                Arrays.stream(value.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        if (!field.choices().isEmpty()
                && field.choices().stream()
                        .noneMatch(choice -> pattern.matcher(choice).matches())) {
            throw new IllegalArgumentException(Ids.quote(value) + " is not a " + field.title() + "; use one of "
                    + String.join(", ", field.choices()));
        }
        return fields ->
                field.texts(fields).anyMatch(each -> pattern.matcher(each).matches());
    }

    /** A share such as 0.4, or 40%. */
    static Predicate<FilterFields> share(FilterField field, String operator, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    Ids.quote(value) + " is not a share; write " + field.title() + ">0.4 or " + field.title() + ">40%");
        }
        double share = value.endsWith("%")
                ? Double.parseDouble(value.substring(0, value.length() - 1)) / PERCENT
                : Double.parseDouble(value);
        if (share > 1) {
            throw new IllegalArgumentException(
                    Ids.quote(value) + " is more than 1; write a share such as 0.4, or a percentage such as 40%");
        }
        return fields -> field.shares(fields).anyMatch(each -> holds(operator, Double.compare(each, share)));
    }

    /** A time in ISO 8601, or a date, which is the whole day in UTC: {@code >} is after it, and {@code :} in it. */
    static Predicate<FilterFields> time(FilterField field, String operator, String value) {
        Instant first;
        Instant last;
        try {
            boolean date = DATE.matcher(value).matches();
            first = date
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(value).toInstant();
            last = date ? first.plus(DAY).minusNanos(1) : first;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    Ids.quote(value) + " is not a time; write 2026-11-01 or 2026-11-01T12:00:00Z");
        }
        return fields -> field.times(fields).anyMatch(each -> holds(operator, position(each, first, last)));
    }

    private static int position(Instant time, Instant first, Instant last) {
        if (time.isBefore(first)) {
            return -1;
        }
        return time.isAfter(last) ? 1 : 0;
    }

    /** {@code !=} is a negated term. */
    private static boolean holds(String operator, int comparison) {
        return switch (operator) {
            case ">" -> comparison > 0;
            case ">=" -> comparison >= 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            default -> comparison == 0;
        };
    }
}
