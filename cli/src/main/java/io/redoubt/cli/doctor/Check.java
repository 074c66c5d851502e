package io.redoubt.cli.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import io.redoubt.api.Require;

/**
 * The result of one check.
 *
 * @param name what was checked, such as {@code disk}
 * @param result the result
 * @param detail what was found
 * @param remedy what to do about it; empty if the result is {@link Result#OK}
 */
public record Check(String name, Result result, String detail, String remedy) {

    /** How a check ended. */
    public enum Result {
        /** Nothing to do. */
        OK("ok"),
        /** Experiments run, but something can go wrong or takes longer. */
        WARN("warn"),
        /** Experiments do not run. */
        FAIL("FAIL");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        @JsonValue
        @Override
        public String toString() {
            return text;
        }
    }

    public Check {
        Require.present("name", name);
        Require.present("result", result);
        Require.present("detail", detail);
        Require.present("remedy", remedy);
    }

    static Check ok(String name, String detail) {
        return new Check(name, Result.OK, detail, "");
    }

    static Check warn(String name, String detail, String remedy) {
        return new Check(name, Result.WARN, detail, remedy);
    }

    static Check fail(String name, String detail, String remedy) {
        return new Check(name, Result.FAIL, detail, remedy);
    }

    /** A check that failed with a message that contains its remedy, {@code problem; remedy}. */
    static Check fail(String name, String message) {
        int end = message.indexOf("; ");
        return end < 0 ? fail(name, message, "") : fail(name, message.substring(0, end), message.substring(end + 2));
    }

    /** Whether experiments do not run. */
    public boolean failed() {
        return result == Result.FAIL;
    }

    /** One line: result, name, detail and remedy. */
    @Override
    public String toString() {
        return String.format("%-5s %-15s %s", result, name, detail + (remedy.isEmpty() ? "" : "; " + remedy));
    }
}
