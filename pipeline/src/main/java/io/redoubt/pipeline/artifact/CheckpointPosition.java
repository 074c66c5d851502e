package io.redoubt.pipeline.artifact;

import io.redoubt.api.Require;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Progress of a job at a checkpoint. In store keys, {@code 7} means seven epochs and {@code 7.120} another 120 steps.
 *
 * @param epoch completed epochs, 0 to 999,999,999
 * @param step completed steps of the current epoch, 0 to 999,999,999; 0 at the end of an epoch
 */
public record CheckpointPosition(int epoch, int step) implements Comparable<CheckpointPosition> {

    private static final int MAX = 999_999_999;
    private static final Pattern NAME = Pattern.compile("(0|[1-9]\\d{0,8})(?:\\.([1-9]\\d{0,8}))?");
    private static final Comparator<CheckpointPosition> ORDER =
            Comparator.comparingInt(CheckpointPosition::epoch).thenComparingInt(CheckpointPosition::step);

    public CheckpointPosition {
        Require.between("epoch", epoch, 0, MAX);
        Require.between("step", step, 0, MAX);
    }

    /** The position at the end of an epoch. */
    public static CheckpointPosition afterEpoch(int epoch) {
        return new CheckpointPosition(epoch, 0);
    }

    /** Parses the form used in store keys; empty if {@code name} is not a position. */
    public static Optional<CheckpointPosition> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new CheckpointPosition(
                        Integer.parseInt(matcher.group(1)),
                        matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(CheckpointPosition other) {
        return ORDER.compare(this, other);
    }

    /** The form used in store keys. */
    @Override
    public String toString() {
        return step == 0 ? Integer.toString(epoch) : epoch + "." + step;
    }
}
