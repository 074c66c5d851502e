package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the fine-tuned models are judged, on the test images.
 *
 * @param attacks the attacks; robust accuracy is the worst case over them, image by image
 * @param ensembles fine-tuned models that are judged together as well; not in JSON if there are none
 * @param transfer whether every subject is judged on the examples made for every other as well; not in JSON if not
 * @param corruptions whether every subject is judged on corrupted images as well; {@value AttackName#CORRUPTIONS} among
 *     the attacks is another way to ask for it; not in JSON if not
 * @param checks test images, from the first, on which every subject is checked for masked gradients; 0 for none; not in
 *     JSON if {@value #USUAL_CHECKS}
 * @param step length of a PGD step, in pixel space
 * @param images how many test images, from the first; 0 for all
 * @param shard images in one attack job
 * @param last whether the last epoch's model is judged as well as the best epoch's
 */
public record EvaluationSettings(
        List<AttackName> attacks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EnsembleEntry> ensembles,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) Boolean transfer,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) Boolean corruptions,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = UsualChecks.class)
        Integer checks,

        Radius step,
        int images,
        int shard,
        boolean last) {

    /** Enough to see a masked gradient, cheap beside any attack on the whole test set. */
    private static final int USUAL_CHECKS = 128;

    public EvaluationSettings {
        Require.present("attacks", attacks);
        corruptions = corruptions != null && corruptions || attacks.stream().anyMatch(AttackName::corrupts);
        attacks = attacks.stream().filter(attack -> !attack.corrupts()).toList();
        if (attacks.isEmpty()) {
            throw new InvalidFieldException("attacks", "is empty; name at least one, such as pgd-20");
        }
        if (new HashSet<>(attacks).size() < attacks.size()) {
            throw new InvalidFieldException("attacks", attacks + " names an attack twice");
        }
        // Absent from a request without ensembles, whose id is then that of versions which did not have them.
        ensembles = distinct(ensembles == null ? List.of() : ensembles);
        // Absent like ensembles; of a primitive, Jackson would demand it.
        transfer = transfer != null && transfer;
        // Absent like ensembles from a request that asks for nothing unusual.
        checks = Require.between("checks", checks == null ? USUAL_CHECKS : checks, 0, 1_000_000);
        Require.present("step", step);
        Require.between("images", images, 0, 10_000_000);
        Require.between("shard", shard, 1, 1_000_000);
    }

    private static List<EnsembleEntry> distinct(List<EnsembleEntry> ensembles) {
        Set<Set<String>> earlier = new HashSet<>();
        for (int i = 0; i < ensembles.size(); i++) {
            String field = "ensembles[" + i + "]";
            EnsembleEntry ensemble = Require.present(field, ensembles.get(i));
            if (!earlier.add(Set.copyOf(ensemble.members()))) {
                throw new InvalidFieldException(field, "has the members of an earlier one; order makes no difference");
            }
        }
        return List.copyOf(ensembles);
    }

    /** Tells Jackson which value to leave out. */
    static final class UsualChecks {
        @Override
        public boolean equals(Object checks) {
            return Integer.valueOf(USUAL_CHECKS).equals(checks);
        }

        @Override
        public int hashCode() {
            return USUAL_CHECKS;
        }
    }
}
