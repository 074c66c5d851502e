package io.redoubt.experiment.filter;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads an expression from left to right. */
final class FilterParser {

    /** A condition, up to its values: {@code state:} or {@code ra>=}. */
    private static final Pattern CONDITION = Pattern.compile("([A-Za-z]+)(:|!=|>=|<=|=|>|<)");

    private static final String SPECIAL = ":=<>!";

    private final String text;
    private int position;

    FilterParser(String text) {
        this.text = text;
    }

    List<FilterTerm> terms() {
        List<FilterTerm> terms = new ArrayList<>();
        skipSpaces();
        while (position < text.length()) {
            terms.add(term());
            skipSpaces();
        }
        return terms;
    }

    private FilterTerm term() {
        boolean negated = text.charAt(position) == '-';
        if (negated) {
            position++;
        }
        Matcher condition = CONDITION.matcher(text).region(position, text.length());
        return condition.lookingAt() ? condition(negated, condition) : words(negated);
    }

    private FilterTerm condition(boolean negated, Matcher condition) {
        String name = condition.group(1).toLowerCase(Locale.ROOT);
        FilterField field = FilterField.named(name)
                .orElseThrow(() -> problem(
                        position,
                        Ids.quote(condition.group(1)) + " is not a field; use one of " + FilterField.names()
                                + ", or write text with special characters in quotes"));
        String operator = condition.group(2);
        boolean ordered = operator.startsWith("<") || operator.startsWith(">");
        if (ordered && field.kind() == FilterField.Kind.TEXT) {
            throw problem(
                    condition.start(2), name + " is a text; write " + name + ":VALUE, in which * stands for any text");
        }
        position = condition.end();
        List<Predicate<FilterFields>> alternatives = new ArrayList<>();
        do {
            int start = position;
            String value = value();
            alternatives.add(predicate(field, operator, value, start));
        } while (next(','));
        if (ordered && alternatives.size() > 1) {
            throw problem(condition.end(), operator + " takes one value");
        }
        return new FilterTerm(negated != operator.equals("!="), field.isResult(), alternatives);
    }

    private FilterTerm words(boolean negated) {
        int start = position;
        String word = value().toLowerCase(Locale.ROOT);
        if (position < text.length() && !Character.isWhitespace(text.charAt(position))) {
            throw problem(
                    position,
                    "unexpected " + Ids.quote(text.substring(position, position + 1)) + " after "
                            + Ids.quote(text.substring(start, position)) + "; write conditions as FIELD:VALUE or"
                            + " FIELD>VALUE, and text with special characters in quotes");
        }
        return new FilterTerm(negated, false, List.of(fields -> Stream.of(
                        fields.status().name(),
                        fields.status().experiment(),
                        fields.status().stateText(),
                        fields.status().message())
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT)
                .contains(word)));
    }

    /** Reads text in quotes, or up to a space, a comma or a special character. Colons are part of a time. */
    private String value() {
        int start = position;
        if (next('"')) {
            int end = text.indexOf('"', position);
            if (end < 0) {
                throw problem(start, "the quote is not closed; add \" after the text");
            }
            position = end + 1;
            return text.substring(start + 1, end);
        }
        boolean time = FilterValues.isTime(text.substring(start));
        while (position < text.length() && isPart(text.charAt(position), time)) {
            position++;
        }
        if (position == start) {
            throw problem(start, "a value is missing; for example state:failed or ra>0.4");
        }
        return text.substring(start, position);
    }

    private static boolean isPart(char next, boolean time) {
        return !Character.isWhitespace(next)
                && next != ','
                && next != '"'
                && (SPECIAL.indexOf(next) < 0 || time && next == ':');
    }

    private Predicate<FilterFields> predicate(FilterField field, String operator, String value, int start) {
        try {
            return switch (field.kind()) {
                case TEXT -> FilterValues.text(field, value);
                case SHARE -> FilterValues.share(field, operator, value);
                case TIME -> FilterValues.time(field, operator, value);
            };
        } catch (IllegalArgumentException e) {
            throw problem(start, e.getMessage());
        }
    }

    private boolean next(char expected) {
        boolean found = position < text.length() && text.charAt(position) == expected;
        position += found ? 1 : 0;
        return found;
    }

    private void skipSpaces() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private static InvalidFieldException problem(int index, String problem) {
        return new InvalidFieldException("filter", "at character " + (index + 1) + ": " + problem);
    }
}
