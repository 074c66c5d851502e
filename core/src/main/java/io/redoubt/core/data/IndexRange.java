package io.redoubt.core.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Consecutive indices of images, half open.
 *
 * @param from the first index, at least 0
 * @param to the index after the last, at least {@code from}
 */
public record IndexRange(int from, int to) {

    /** @throws IllegalArgumentException when {@code from} is negative or greater than {@code to} */
    public IndexRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("range is [" + from + ", " + to + "); 0 <= from <= to is needed");
        }
    }

    /** The number of indices. */
    public int size() {
        return to - from;
    }

    /** The indices in ascending order. */
    public int[] indices() {
        return IntStream.range(from, to).toArray();
    }

    /**
     * Cuts {@code [0, total)} into consecutive ranges of {@code shard} indices; the last may be shorter.
     *
     * @throws IllegalArgumentException when {@code total} is negative or {@code shard} is less than 1
     */
    public static List<IndexRange> shards(int total, int shard) {
        if (total < 0 || shard < 1) {
            throw new IllegalArgumentException(
                    "total is " + total + " and shard is " + shard + "; total >= 0 and shard >= 1 are needed");
        }
        int count = (int) (((long) total + shard - 1) / shard);
        return IntStream.range(0, count)
                .mapToObj(i -> new IndexRange(i * shard, (int) Math.min(total, (i + 1L) * shard)))
                .toList();
    }
}
