package io.redoubt.benchmarks.measure;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The answer of a program to one request.
 *
 * @param values by name, such as {@code seconds} and {@code images}
 */
public record Repetition(Map<String, String> values) {
    public Repetition {
        values = Map.copyOf(values);
    }

    /** Parses {@code name=value} pairs separated by blanks. */
    static Repetition parse(String line) throws ProgramFailedException {
        if (!line.matches("(\\S+=\\S+( |$))+")) {
            throw new ProgramFailedException("answered '" + line + "' instead of name=value pairs");
        }
        return new Repetition(Arrays.stream(line.split(" "))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> second)));
    }

    /**
     * Returns a number.
     *
     * @throws IllegalArgumentException when the program did not report it
     */
    public double number(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the program reports " + values.keySet() + ", not " + name);
        }
        return Double.parseDouble(value);
    }

    /** Returns a number per second. */
    public double perSecond(String name) {
        return number(name) / number("seconds");
    }
}
