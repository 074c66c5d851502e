package io.redoubt.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.redoubt.api.Ids;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.request.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts scalars to the types of their fields: text is taken as it is written, numbers and booleans are those of the
 * core schema of YAML 1.2. Numbers with a leading zero are refused, because YAML 1.1 reads them as octal.
 */
final class ScalarConversion {

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]+");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");

    private static final int MAX_SHOWN = 40;

    private ScalarConversion() {}

    static boolean isNumeric(JsonNode type) {
        String name = type.path("type").asText();
        return name.equals("integer")
                || name.equals("number")
                || type.path("const").isNumber();
    }

    static boolean looksNumeric(Scalar scalar) {
        return scalar.plain() && NUMBER.matcher(scalar.text()).matches();
    }

    /** Returns what is wrong with a value for its type, and the remedy. */
    static Optional<String> problem(Scalar scalar, JsonNode type) {
        String text = scalar.text();
        if (type.has("enum")) {
            List<String> names = RequestSchema.names(type);
            return names.contains(text) ? Optional.empty() : wrong(text, "is not known", type);
        }
        if (type.path("type").asText().equals("boolean")) {
            return isBoolean(scalar) ? Optional.empty() : wrong(text, "is not true or false", type);
        }
        return isNumeric(type) ? problemOfNumber(scalar, type) : Optional.empty();
    }

    private static boolean isBoolean(Scalar scalar) {
        return scalar.plain()
                && (TRUE.matcher(scalar.text()).matches()
                        || FALSE.matcher(scalar.text()).matches());
    }

    private static Optional<String> problemOfNumber(Scalar scalar, JsonNode type) {
        String text = scalar.text();
        boolean whole = !type.path("type").asText().equals("number");
        boolean matches = (whole ? WHOLE : NUMBER).matcher(text).matches();
        if (matches && !scalar.plain()) {
            return Optional.of(Ids.quote(text) + " is in quotes; write " + unquoted(text) + " without them");
        }
        if (LEADING_ZERO.matcher(text).matches()) {
            return Optional.of(
                    Ids.quote(text) + " begins with 0, which readers of YAML take for octal or decimal; write "
                            + unquoted(new BigDecimal(text).toPlainString()));
        }
        if (!matches) {
            return wrong(text, whole ? "is not a whole number" : "is not a number", type);
        }
        return isInRange(text, whole, type)
                ? Optional.empty()
                : Optional.of(unquoted(text) + " is out of range; use " + range(type));
    }

    private static String unquoted(String number) {
        return SanitizedText.of(number, MAX_SHOWN);
    }

    private static boolean isInRange(String text, boolean whole, JsonNode type) {
        try {
            double value = whole ? whole(text) : Double.parseDouble(text);
            return Double.isFinite(value)
                    && value >= type.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                    && value <= type.path("maximum").asDouble(Double.POSITIVE_INFINITY)
                    && value > type.path("exclusiveMinimum").asDouble(Double.NEGATIVE_INFINITY)
                    && value < type.path("exclusiveMaximum").asDouble(Double.POSITIVE_INFINITY);
        } catch (NumberFormatException tooLong) {
            return false;
        }
    }

    private static long whole(String text) {
        if (text.startsWith("0x")) {
            return Long.parseLong(text.substring(2), 16);
        }
        return text.startsWith("0o") ? Long.parseLong(text.substring(2), 8) : Long.parseLong(text);
    }

    private static Optional<String> wrong(String text, String problem, JsonNode type) {
        return Optional.of(Ids.quote(text) + " " + problem + "; " + expected(type));
    }

    /** Returns what to write for a type, such as {@code use a whole number, 1 to 100}. */
    static String expected(JsonNode type) {
        if (type.has("enum")) {
            return "use " + either(RequestSchema.names(type));
        }
        return switch (type.path("type").asText()) {
            case "boolean" -> "use true or false";
            case "number" -> "use a number, " + range(type);
            case "string" ->
                "use one value"
                        + (type.has("examples")
                                ? ", such as " + type.at("/examples/0").asText()
                                : "");
            default -> "use a whole number" + (type.has("minimum") ? ", " + range(type) : "");
        };
    }

    private static String either(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String range(JsonNode type) {
        String low = type.has("exclusiveMinimum")
                ? "above " + type.path("exclusiveMinimum").asText()
                : type.path("minimum").asText(Long.toString(Long.MIN_VALUE));
        if (type.has("exclusiveMaximum")) {
            return low + " to below " + type.path("exclusiveMaximum").asText();
        }
        return low + " to " + type.path("maximum").asText(Long.toString(Long.MAX_VALUE));
    }

    /** Returns a value that has no {@linkplain #problem problem}. */
    static JsonNode value(Scalar scalar, JsonNode type) {
        String text = scalar.text();
        if (type.path("type").asText().equals("boolean")) {
            return BooleanNode.valueOf(TRUE.matcher(text).matches());
        }
        if (!isNumeric(type)) {
            return TextNode.valueOf(text);
        }
        boolean whole =
                WHOLE.matcher(text).matches() && !type.path("type").asText().equals("number");
        return whole ? LongNode.valueOf(whole(text)) : DoubleNode.valueOf(Double.parseDouble(text));
    }
}
