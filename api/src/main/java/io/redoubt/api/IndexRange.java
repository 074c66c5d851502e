package io.redoubt.api;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A half-open range of image indices, written {@code <from>-<to>}, such as {@code 0-1000}.
 *
 * @param from first index, at least 0
 * @param to one past the last index, at least {@code from}
 */
public record IndexRange(int from, int to) {

    private static final Pattern FORMAT = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    /** @throws IllegalArgumentException if {@code from} is negative or greater than {@code to} */
    public IndexRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("range is [" + from + ", " + to + "); 0 <= from <= to is needed");
        }
    }

    /**
     * Parses the form that {@link #toString} writes.
     *
     * @throws InvalidFieldException if {@code text} is not a range
     */
    public static IndexRange parse(String field, String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidFieldException(field, "does not end with a range such as 0-1000");
        }
        return new IndexRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Returns the number of indices. */
    public int size() {
        return to - from;
    }

    /** Returns the indices in ascending order. */
    public int[] indices() {
        return IntStream.range(from, to).toArray();
    }

    /**
     * Splits {@code [0, total)} into consecutive ranges of {@code shard} indices; the last may be shorter.
     *
     * @throws IllegalArgumentException if {@code total} is negative or {@code shard} is less than 1
     */
    public static List<IndexRange> shards(int total, int shard) {
        return IntStream.range(0, Math.toIntExact(shardCount(total, shard)))
                .mapToObj(i -> new IndexRange(i * shard, (int) Math.min(total, (i + 1L) * shard)))
                .toList();
    }

    /**
     * Returns the number of ranges that {@link #shards} returns.
     *
     * @throws IllegalArgumentException if {@code total} is negative or {@code shard} is less than 1
     */
    public static long shardCount(int total, int shard) {
        if (total < 0 || shard < 1) {
            throw new IllegalArgumentException(
                    "total is " + total + " and shard is " + shard + "; total >= 0 and shard >= 1 are needed");
        }
        return ((long) total + shard - 1) / shard;
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
