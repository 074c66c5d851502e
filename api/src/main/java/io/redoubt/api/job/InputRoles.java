package io.redoubt.api.job;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.AttackName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The roles of job inputs. Only this class writes and parses them; each {@link JobSpec} documents which ones it uses.
 */
public final class InputRoles {

    /** A single model. The members of an ensemble are {@code model.0}, {@code model.1} and so on. */
    public static final String MODEL = "model";

    /** The pretrained model that fine-tuning starts from. */
    public static final String TRUNK = "trunk";

    private static final String MEMBER = MODEL + ".";
    private static final String EXAMPLES = "examples/";
    private static final String CORRUPTIONS = "corruptions/";
    private static final String SCORES = "scores/";

    private InputRoles() {}

    /** Returns the model inputs of a subject by role. {@code members} holds one element for a single model. */
    public static <T> Map<String, T> models(List<T> members) {
        if (members.size() == 1) {
            return Map.of(MODEL, members.get(0));
        }
        Map<String, T> inputs = new LinkedHashMap<>();
        for (T member : members) {
            inputs.put(MEMBER + inputs.size(), member);
        }
        return inputs;
    }

    /**
     * Returns the model roles among {@code roles}, in the order of the members.
     *
     * @throws InvalidFieldException if they are neither a single model nor an ensemble without gaps
     */
    public static List<String> models(Set<String> roles) {
        long count = roles.stream()
                .filter(role -> role.equals(MODEL) || role.startsWith(MEMBER))
                .count();
        if (count == 1 && roles.contains(MODEL)) {
            return List.of(MODEL);
        }
        List<String> members = IntStream.range(0, (int) count)
                .mapToObj(index -> MEMBER + index)
                .toList();
        if (count < 2 || !roles.containsAll(members)) {
            throw new InvalidFieldException(
                    "inputs",
                    "hold neither " + MODEL + " nor, for an ensemble, " + MEMBER + "0, " + MEMBER + "1 and so on");
        }
        return members;
    }

    /** The adversarial examples of one attack and range, for jobs with a single subject. */
    public static String examples(AttackName attack, IndexRange range) {
        return EXAMPLES + attack + "/" + range;
    }

    /** The adversarial examples of one attack and range, made for {@code subject}. */
    public static String examples(String subject, AttackName attack, IndexRange range) {
        return EXAMPLES + subject + "/" + attack + "/" + range;
    }

    /** The shards among {@code roles} that {@link #examples(AttackName, IndexRange)} wrote, in ascending order. */
    public static List<ImageShard> examples(Set<String> roles, AttackName attack) {
        return shards(roles, EXAMPLES + attack + "/");
    }

    /** The shards among {@code roles} that {@link #examples(String, AttackName, IndexRange)} wrote, in ascending order. */
    public static List<ImageShard> examples(Set<String> roles, String subject, AttackName attack) {
        return shards(roles, EXAMPLES + subject + "/" + attack + "/");
    }

    /** Returns whether a role is that of adversarial examples. */
    public static boolean isExamples(String role) {
        return role.startsWith(EXAMPLES);
    }

    /** Returns whether a role is that of a subject's {@link #corruptions(String, IndexRange)}. */
    public static boolean isCorruptions(String role, String subject) {
        return role.startsWith(CORRUPTIONS + subject + "/");
    }

    /** The {@link io.redoubt.api.report.CorruptionScores} of a subject on one range. */
    public static String corruptions(String subject, IndexRange range) {
        return CORRUPTIONS + subject + "/" + range;
    }

    /** The shards among {@code roles} that {@link #corruptions(String, IndexRange)} wrote, in ascending order. */
    public static List<ImageShard> corruptions(Set<String> roles, String subject) {
        return shards(roles, CORRUPTIONS + subject + "/");
    }

    private static List<ImageShard> shards(Set<String> roles, String prefix) {
        return roles.stream()
                .filter(role -> role.startsWith(prefix))
                .map(role -> new ImageShard(role, IndexRange.parse("inputs." + role, role.substring(prefix.length()))))
                .sorted(Comparator.comparingInt(shard -> shard.range().from()))
                .toList();
    }

    /** A pretrained model. */
    public static String pretrained(String id) {
        return "pretrain/" + id;
    }

    /** A fine-tuned model, the weights of its best epoch. */
    public static String finetuned(String subject) {
        return "finetune/" + subject;
    }

    /** The training history of a fine-tuned model, a list of {@link io.redoubt.api.report.EpochRecord}. */
    public static String history(String subject) {
        return "history/" + subject;
    }

    /** Returns whether a role is that of {@link #scores}. */
    public static boolean isScores(String role) {
        return role.startsWith(SCORES);
    }

    /** The {@link io.redoubt.api.report.Scores} of an ensemble, or of the best epoch of a model. */
    public static String scores(String subject) {
        return SCORES + subject;
    }

    /** The {@link io.redoubt.api.report.Scores} of the last epoch. */
    public static String lastScores(String subject) {
        return "last-scores/" + subject;
    }

    /** The {@link io.redoubt.api.report.TransferScores} of a subject. */
    public static String transfer(String subject) {
        return "transfer/" + subject;
    }

    /** The {@link io.redoubt.api.report.GradientMaskingDiagnosis} of a subject. */
    public static String diagnosis(String subject) {
        return "diagnosis/" + subject;
    }
}
