package io.redoubt.api;

/** Argument checks for the records of the contract. All methods throw {@link InvalidFieldException}. */
public final class Require {

    private Require() {}

    /** Returns {@code value} if it is in [low, high]. */
    public static int between(String field, int value, int low, int high) {
        if (value < low || value > high) {
            throw new InvalidFieldException(field, value + " is out of range; use " + low + " to " + high);
        }
        return value;
    }

    /** Returns {@code value} if it is in [low, high]; NaN is not. */
    public static double between(String field, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new InvalidFieldException(field, value + " is out of range; use " + low + " to " + high);
        }
        return value;
    }

    /** Returns {@code value} if it is not null. */
    public static <T> T present(String field, T value) {
        if (value == null) {
            throw new InvalidFieldException(field, "is missing");
        }
        return value;
    }
}
