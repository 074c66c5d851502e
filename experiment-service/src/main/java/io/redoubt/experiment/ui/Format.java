package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateExtension;
import io.redoubt.api.Plural;
import io.redoubt.api.WireNamed;
import io.redoubt.experiment.overview.ResultRow;
import io.redoubt.experiment.overview.TimeLeft;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats values for people, as {@code fmt:NAME(value)} in templates. */
@TemplateExtension(namespace = "fmt")
final class Format {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int KIB = 1024;
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;

    private Format() {}

    /** A share as a percentage with one decimal, without the sign. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** A share as a whole percentage, for the value of an element. */
    static long whole(double share) {
        return Math.round(100 * share);
    }

    /** An interval of shares as percentages. */
    static String interval(List<Double> ends) {
        return ends.size() == 2 ? percent(ends.get(0)) + "–" + percent(ends.get(1)) : "";
    }

    static String optionalPercent(Optional<Double> share) {
        return share.map(Format::percent).orElse("–");
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 || value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
    }

    /** A size such as {@code 512 B}, {@code 1.5 MiB} or {@code 2 GiB}. */
    static String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        int unit = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        return number(Math.round(10 * bytes / Math.pow(KIB, unit)) / 10.0) + " " + "KMGTPE".charAt(unit - 1) + "iB";
    }

    /** A duration in its two largest units. */
    static String duration(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        if (whole < MINUTE) {
            return whole + " s";
        }
        if (whole < HOUR) {
            return whole < 10 * MINUTE && whole % MINUTE > 0
                    ? whole / MINUTE + " min " + whole % MINUTE + " s"
                    : Math.round(whole / (double) MINUTE) + " min";
        }
        return whole < DAY
                ? whole / HOUR + " h " + whole % HOUR / MINUTE + " min"
                : whole / DAY + " d " + whole % DAY / HOUR + " h";
    }

    static String timeLeft(Optional<TimeLeft> left) {
        return left.map(known -> (known.atLeast() ? "≥ " : "") + duration(known.seconds()))
                .orElse("–");
    }

    /** A time in UTC, for readers without scripts. */
    static String utc(Instant time) {
        return UTC.format(time);
    }

    /** A time as the attribute {@code datetime}. */
    static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static String wire(WireNamed name) {
        return name.wireName();
    }

    /** A count with its noun, whose plural ends with an s. */
    static String count(int count, String singular) {
        return Plural.of(count, singular);
    }

    static String optionalCount(Optional<Integer> count) {
        return count.map(String::valueOf).orElse("–");
    }

    /** A state as the name of a CSS class. */
    static String css(String state) {
        return state.replace(' ', '-');
    }

    /** Accuracy under one attack as a percentage. */
    static String attack(ResultRow row, String attack) {
        return optionalPercent(Optional.ofNullable(row.attacks().get(attack)));
    }
}
