package io.redoubt.api.job;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import java.util.List;

/**
 * A job input that covers a range of the test images, such as the adversarial examples of one attack job.
 *
 * @param role the role of the input
 * @param range the images it covers
 */
public record ImageShard(String role, IndexRange range) {

    /**
     * Returns {@code shards} if together they cover exactly the images 0 to {@code images}.
     *
     * @param shards in ascending order
     * @throws InvalidFieldException if they leave a gap, overlap, or end at another image
     */
    static List<ImageShard> requireCover(List<ImageShard> shards, int images) {
        int covered = 0;
        for (ImageShard shard : shards) {
            if (shard.range().from() != covered) {
                throw new InvalidFieldException("inputs", shard.role() + " does not begin at image " + covered);
            }
            covered = shard.range().to();
        }
        if (covered != images) {
            throw new InvalidFieldException(
                    "inputs", "cover the images 0 to " + covered + ", not to " + images + ": " + roles(shards));
        }
        return shards;
    }

    private static List<String> roles(List<ImageShard> shards) {
        return shards.stream().map(ImageShard::role).toList();
    }
}
