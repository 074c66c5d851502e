package io.redoubt.api.job;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.Threat;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accuracy of one model or ensemble on clean test images and on stored adversarial examples, recomputed in an independent
 * pass that also checks radius and range. Inputs: the subject, by {@link ModelRoles}, and for every attack and shard
 * {@code examples/<attack>/<from>-<to>}. Result: {@code scores.json}.
 *
 * @param dataset images and labels
 * @param threat the ball the examples must lie in
 * @param attacks the attacks
 * @param images how many test images, from the first
 */
public record EvaluateSpec(DatasetRef dataset, Threat threat, List<AttackName> attacks, int images) implements JobSpec {

    /** Role of the inputs that hold adversarial examples begins so. */
    public static final String EXAMPLES = "examples/";

    public EvaluateSpec {
        Require.present("dataset", dataset);
        Require.present("threat", threat);
        attacks = List.copyOf(Require.present("attacks", attacks));
        if (images < 1) {
            throw new InvalidFieldException("images", images + " is out of range; use 1 or more");
        }
    }

    /** Role of the examples of one attack and shard. */
    public static String examplesRole(AttackName attack, int from, int to) {
        return EXAMPLES + attack + "/" + from + "-" + to;
    }

    /**
     * The shards of one attack among a job's inputs, in the order of the images.
     *
     * @throws InvalidFieldException if together they are not the images 0 to {@link #images}
     */
    public List<Shard> shards(Set<String> roles, AttackName attack) {
        String prefix = EXAMPLES + attack + "/";
        List<Shard> shards = roles.stream()
                .filter(role -> role.startsWith(prefix))
                .map(role -> Shard.of(role, role.substring(prefix.length())))
                .sorted(Comparator.comparingInt(Shard::from))
                .toList();
        int covered = 0;
        for (Shard shard : shards) {
            if (shard.from() != covered) {
                throw new InvalidFieldException("inputs", shard.role() + " does not begin at image " + covered);
            }
            covered = shard.to();
        }
        if (covered != images) {
            throw new InvalidFieldException(
                    "inputs", "the examples of " + attack + " end at image " + covered + ", not " + images);
        }
        return shards;
    }

    /**
     * An input that holds the examples of consecutive images.
     *
     * @param role the input's role
     * @param from first image
     * @param to one past the last image
     */
    public record Shard(String role, int from, int to) {

        private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

        private static Shard of(String role, String range) {
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches()) {
                throw new InvalidFieldException("inputs." + role, "does not end with a range such as 0-1000");
            }
            return new Shard(role, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }

    @Override
    public Stage stage() {
        return Stage.EVALUATE;
    }
}
