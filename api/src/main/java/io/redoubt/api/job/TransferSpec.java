package io.redoubt.api.job;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.Topics;
import io.redoubt.api.attack.AttackName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Scores one subject on the adversarial examples made for others. The examples are those of the attack jobs; the
 * evaluation of each source checks their radius and range. Inputs: the subject, by {@link InputRoles}, and for every
 * source, attack and shard {@link InputRoles#examples(String, AttackName, io.redoubt.api.IndexRange)}. Result: {@code
 * transfer.json}.
 *
 * @param dataset images and labels
 * @param sources the subjects that the examples were made for; at least one, no duplicates
 * @param attacks the attacks that made them
 * @param images number of test images, starting with the first
 */
public record TransferSpec(DatasetRef dataset, List<String> sources, List<AttackName> attacks, int images)
        implements JobSpec {

    public TransferSpec {
        Require.present("dataset", dataset);
        sources = List.copyOf(Require.present("sources", sources));
        if (sources.isEmpty() || new HashSet<>(sources).size() < sources.size()) {
            throw new InvalidFieldException(
                    "sources", sources + " is empty or has duplicates; name at least one subject, each once");
        }
        attacks = List.copyOf(Require.present("attacks", attacks));
        if (attacks.isEmpty()) {
            throw new InvalidFieldException("attacks", "is empty; name at least one, such as pgd-20");
        }
        Require.between("images", images, 1, Integer.MAX_VALUE);
    }

    /**
     * The shards of one source and attack among a job's inputs, in the order of the images.
     *
     * @throws InvalidFieldException if together they are not the images 0 to {@link #images}
     */
    public List<ImageShard> shards(Set<String> roles, String source, AttackName attack) {
        return ImageShard.requireCover(InputRoles.examples(roles, source, attack), images);
    }

    @Override
    public Stage stage() {
        return Stage.TRANSFER;
    }

    @Override
    public String queue() {
        return Topics.EVALUATE;
    }
}
