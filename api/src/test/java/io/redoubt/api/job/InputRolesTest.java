package io.redoubt.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.AttackName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputRolesTest {

    @Test
    void singleModelHasTheRoleModel() {
        assertThat(InputRoles.models(List.of("a"))).isEqualTo(Map.of("model", "a"));
        assertThat(InputRoles.models(Set.of("model", "examples/pgd-20/0-10"))).containsExactly("model");
    }

    @Test
    void ensembleMembersAreNumberedAndFoundInOrder() {
        List<Integer> members = IntStream.range(0, 12).boxed().toList();

        Map<String, Integer> inputs = InputRoles.models(members);

        assertThat(inputs).containsEntry("model.0", 0).containsEntry("model.11", 11);
        assertThat(InputRoles.models(inputs.keySet()).stream().map(inputs::get)).isEqualTo(members);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "trunk", "model.0", "model.1", "model.0 model.2", "model model.0", "model.0 model.x"})
    void rolesWithoutASubjectAreRejected(String roles) {
        assertThatThrownBy(() -> InputRoles.models(Set.of(roles.split(" "))))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("inputs");
    }

    @Test
    void shardsAreFoundBySubjectAndAttackInImageOrder() {
        AttackName attack = AttackName.parse("pgd-20");
        IndexRange first = new IndexRange(0, 90);
        IndexRange second = new IndexRange(90, 1000);
        String other = InputRoles.examples("a/full+b/full", attack, first);
        Set<String> roles = Set.of(
                InputRoles.examples("a/full", attack, second), InputRoles.examples("a/full", attack, first), other);

        assertThat(InputRoles.examples(roles, "a/full", attack))
                .containsExactly(
                        new ImageShard("examples/a/full/pgd-20/0-90", first),
                        new ImageShard("examples/a/full/pgd-20/90-1000", second));
        assertThat(InputRoles.examples(Set.of("examples/pgd-20/0-90"), attack))
                .containsExactly(new ImageShard(InputRoles.examples(attack, first), first));
        assertThat(InputRoles.corruptions(Set.of("corruptions/a/full/0-90", other), "a/full"))
                .containsExactly(new ImageShard(InputRoles.corruptions("a/full", first), first));
    }

    @Test
    void shardWithoutARangeIsRejected() {
        assertThatThrownBy(() -> InputRoles.corruptions(Set.of("corruptions/a/full/all"), "a/full"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("inputs.corruptions/a/full/all: does not end with a range such as 0-1000");
    }
}
