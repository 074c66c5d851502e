package io.redoubt.api.job;

import io.redoubt.api.InvalidFieldException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An input that holds adversarial examples of consecutive images.
 *
 * @param role the input's role, which ends with {@code <from>-<to>}
 * @param from first image
 * @param to one past the last image
 */
public record ExamplesInput(String role, int from, int to) {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    /**
     * The shards whose roles are {@code prefix} and a range, in the order of the images.
     *
     * @throws InvalidFieldException if together they are not the images 0 to {@code images}
     */
    static List<ExamplesInput> in(Set<String> roles, String prefix, int images) {
        List<ExamplesInput> shards = roles.stream()
                .filter(role -> role.startsWith(prefix))
                .map(role -> of(role, role.substring(prefix.length())))
                .sorted(Comparator.comparingInt(ExamplesInput::from))
                .toList();
        int covered = 0;
        for (ExamplesInput shard : shards) {
            if (shard.from() != covered) {
                throw new InvalidFieldException("inputs", shard.role() + " does not begin at image " + covered);
            }
            covered = shard.to();
        }
        if (covered != images) {
            throw new InvalidFieldException("inputs", prefix + " ends at image " + covered + ", not " + images);
        }
        return shards;
    }

    private static ExamplesInput of(String role, String range) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw new InvalidFieldException("inputs." + role, "does not end with a range such as 0-1000");
        }
        return new ExamplesInput(role, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}
