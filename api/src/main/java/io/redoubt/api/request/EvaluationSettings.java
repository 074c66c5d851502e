package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the fine-tuned models are evaluated on the test images.
 *
 * @param attacks the attacks; robust accuracy is the worst case over all of them per image
 * @param ensembles ensembles to evaluate; omitted from JSON if empty
 * @param transfer whether every subject is also evaluated on the examples made for every other; omitted from JSON if false
 * @param corruptions whether every subject is also evaluated on corrupted images; an attack named {@value
 *     AttackName#CORRUPTIONS} sets it, too; omitted from JSON if false
 * @param checks number of test images, starting with the first, on which every subject is checked for gradient masking; 0
 *     disables the checks; omitted from JSON if {@value #DEFAULT_CHECKS}
 * @param step length of a PGD step, in pixel space
 * @param images number of test images, starting with the first; 0 for all
 * @param shard number of images in one attack job
 * @param last whether the model of the last epoch is evaluated, in addition to that of the best epoch
 */
public record EvaluationSettings(
        List<AttackName> attacks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EnsembleEntry> ensembles,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) Boolean transfer,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) Boolean corruptions,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = DefaultChecksFilter.class)
        Integer checks,

        Radius step,
        int images,
        int shard,
        boolean last) {

    /** Enough to detect gradient masking, and cheap compared to an attack on the whole test set. */
    private static final int DEFAULT_CHECKS = 128;

    public EvaluationSettings {
        Require.present("attacks", attacks);
        corruptions = corruptions != null && corruptions || attacks.stream().anyMatch(AttackName::corrupts);
        attacks = attacks.stream().filter(attack -> !attack.corrupts()).toList();
        if (attacks.isEmpty()) {
            throw new InvalidFieldException("attacks", "is empty; name at least one, such as pgd-20");
        }
        if (new HashSet<>(attacks).size() < attacks.size()) {
            throw new InvalidFieldException("attacks", attacks + " has duplicates; name each attack once");
        }
        // Null if absent. Omitted when empty, so that ids are those of versions without ensembles.
        ensembles = distinct(ensembles == null ? List.of() : ensembles);
        // Null if absent. Not a primitive, because Jackson requires those to be present.
        transfer = transfer != null && transfer;
        // Null if absent; the default is omitted for the same reason as ensembles.
        checks = Require.between("checks", checks == null ? DEFAULT_CHECKS : checks, 0, 1_000_000);
        Require.present("step", step);
        Require.between("images", images, 0, 10_000_000);
        Require.between("shard", shard, 1, 1_000_000);
    }

    private static List<EnsembleEntry> distinct(List<EnsembleEntry> ensembles) {
        Set<Set<String>> memberSets = new HashSet<>();
        for (int i = 0; i < ensembles.size(); i++) {
            String field = "ensembles[" + i + "]";
            EnsembleEntry ensemble = Require.present(field, ensembles.get(i));
            if (!memberSets.add(Set.copyOf(ensemble.members()))) {
                throw new InvalidFieldException(
                        field,
                        "has the same members as an earlier ensemble, whose order does not matter; remove one of them");
            }
        }
        return List.copyOf(ensembles);
    }

    /** Makes Jackson omit the default: it omits a value that the filter equals. */
    static final class DefaultChecksFilter {
        @Override
        public boolean equals(Object checks) {
            return Integer.valueOf(DEFAULT_CHECKS).equals(checks);
        }

        @Override
        public int hashCode() {
            return DEFAULT_CHECKS;
        }
    }
}
