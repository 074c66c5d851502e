package io.redoubt.pipeline.artifact;

import io.redoubt.api.Require;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a job had come at a checkpoint; in store keys {@code 7} after seven epochs, {@code 7.120} after 120 steps more.
 *
 * @param epoch epochs that are done, 0 to 999,999,999
 * @param step steps that are done in the epoch under way, 0 to 999,999,999; 0 at an epoch's end
 */
public record CheckpointPosition(int epoch, int step) implements Comparable<CheckpointPosition> {

    private static final int MOST = 999_999_999;
    private static final Pattern NAME = Pattern.compile("(0|[1-9]\\d{0,8})(?:\\.([1-9]\\d{0,8}))?");
    private static final Comparator<CheckpointPosition> ORDER =
            Comparator.comparingInt(CheckpointPosition::epoch).thenComparingInt(CheckpointPosition::step);

    public CheckpointPosition {
        Require.between("epoch", epoch, 0, MOST);
        Require.between("step", step, 0, MOST);
    }

    /** The end of an epoch. */
    public static CheckpointPosition afterEpoch(int epoch) {
        return new CheckpointPosition(epoch, 0);
    }

    /** The position of that name, or nothing if it is the name of something else. */
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

    /** Its name in store keys. */
    @Override
    public String toString() {
        return step == 0 ? Integer.toString(epoch) : epoch + "." + step;
    }
}
