package io.redoubt.core.script;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An operand of a script statement: an argument, a local variable, an element of a list, or a literal.
 *
 * @param text as scripts write it, such as {@code x}, {@code w[3]} or {@code 0.5}
 */
public record Value(String text) {

    /** A float literal: never in scientific notation and always with a point, as the parser requires. */
    public static Value of(double number) {
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return new Value(plain.contains(".") ? plain : plain + ".0");
    }

    /** An int literal. */
    public static Value of(int number) {
        return new Value(Integer.toString(number));
    }

    /** A bool literal. */
    public static Value of(boolean flag) {
        return new Value(flag ? "True" : "False");
    }

    /** A list literal of ints, such as dimensions or sizes. */
    public static Value ints(int... elements) {
        return list(Arrays.stream(elements).mapToObj(Value::of).toList());
    }

    /** A list literal. */
    public static Value list(List<Value> elements) {
        return new Value(elements.stream().map(Value::text).collect(Collectors.joining(", ", "[", "]")));
    }

    /** This value passed as a keyword argument, such as {@code alpha=0.5}. */
    public Value as(String keyword) {
        return new Value(keyword + "=" + text);
    }

    @Override
    public String toString() {
        return text;
    }
}
