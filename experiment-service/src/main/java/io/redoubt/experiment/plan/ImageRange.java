package io.redoubt.experiment.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Test images of one attack job.
 *
 * @param from first image
 * @param to one past the last
 */
record ImageRange(int from, int to) {

    /** {@code images} in shards of {@code shard}; the last may be smaller. */
    static List<ImageRange> shards(int images, int shard) {
        return IntStream.range(0, Math.toIntExact(count(images, shard)))
                .mapToObj(i -> new ImageRange(i * shard, (int) Math.min(images, (i + 1L) * shard)))
                .toList();
    }

    /** How many shards that are. */
    static long count(int images, int shard) {
        return ((long) images + shard - 1) / shard;
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
