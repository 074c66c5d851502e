package io.redoubt.api.job;

import io.redoubt.api.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Roles of the inputs that hold the subject of an attack or an evaluation: {@value #MODEL} for one model, {@code model.0},
 * {@code model.1} and so on for the members of an ensemble.
 */
public final class ModelInputs {

    /** Role of the input that holds a model on its own. */
    public static final String MODEL = "model";

    private static final String MEMBER = MODEL + ".";

    private ModelInputs() {}

    /** The inputs of a subject, by role; {@code members} has one element for a model on its own. */
    public static <T> Map<String, T> of(List<T> members) {
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
     * The roles of the subject among all roles of a job, in the order of the members.
     *
     * @throws InvalidFieldException if they are neither one model nor an ensemble without gaps
     */
    public static List<String> in(Set<String> roles) {
        long found = roles.stream()
                .filter(role -> role.equals(MODEL) || role.startsWith(MEMBER))
                .count();
        if (found == 1 && roles.contains(MODEL)) {
            return List.of(MODEL);
        }
        List<String> members = IntStream.range(0, (int) found)
                .mapToObj(index -> MEMBER + index)
                .toList();
        if (found < 2 || !roles.containsAll(members)) {
            throw new InvalidFieldException(
                    "inputs",
                    "hold neither " + MODEL + " nor, for an ensemble, " + MEMBER + "0, " + MEMBER + "1 and so on");
        }
        return members;
    }
}
