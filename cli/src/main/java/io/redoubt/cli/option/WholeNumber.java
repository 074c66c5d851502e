package io.redoubt.cli.option;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.embedded.server.LoopbackAddress;
import picocli.CommandLine.ITypeConverter;

/** Converts whole numbers and checks their range, so that range errors are reported with all other problems. */
public abstract class WholeNumber implements ITypeConverter<Integer> {

    private final int low;
    private final int high;
    private final String problem;

    private WholeNumber(int low, int high, String problem) {
        this.low = low;
        this.high = high;
        this.problem = problem;
    }

    /**
     * @throws NumberFormatException if the text is not a whole number below 2^31
     * @throws InvalidFieldException if the number is out of range; its field is empty
     */
    @Override
    public Integer convert(String text) {
        int number = Integer.parseInt(text);
        if (number < low || number > high) {
            throw new InvalidFieldException("", number + problem);
        }
        return number;
    }

    /** A count of at least 1. */
    public static final class Positive extends WholeNumber {
        Positive() {
            super(1, Integer.MAX_VALUE, " is out of range; use 1 or more");
        }
    }

    /** The size of a batch. */
    public static final class Batch extends WholeNumber {
        Batch() {
            super(1, BatchSize.MOST, " is out of range; use 1 to " + BatchSize.MOST);
        }
    }

    /** An index, or a count that can be 0. */
    public static final class NonNegative extends WholeNumber {
        NonNegative() {
            super(0, Integer.MAX_VALUE, " is out of range; use 0 or more");
        }
    }

    /** A TCP port; 0 for any free port. */
    public static final class Port extends WholeNumber {
        Port() {
            super(
                    LoopbackAddress.ANY_PORT,
                    LoopbackAddress.MAX_PORT,
                    " is not a port; use 1 to " + LoopbackAddress.MAX_PORT + ", or 0 for any free port");
        }
    }
}
