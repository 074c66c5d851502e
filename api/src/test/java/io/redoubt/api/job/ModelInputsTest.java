package io.redoubt.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelInputsTest {

    @Test
    void aModelOnItsOwnHasTheRoleItAlwaysHad() {
        assertThat(ModelInputs.of(List.of("a"))).isEqualTo(Map.of("model", "a"));
        assertThat(ModelInputs.in(Set.of("model", "examples/pgd-20/0-10"))).containsExactly("model");
    }

    @Test
    void theMembersOfAnEnsembleAreNumberedAndFoundInTheirOrder() {
        List<Integer> members = IntStream.range(0, 12).boxed().toList();

        Map<String, Integer> inputs = ModelInputs.of(members);

        assertThat(inputs).containsEntry("model.0", 0).containsEntry("model.11", 11);
        assertThat(ModelInputs.in(inputs.keySet()).stream().map(inputs::get)).isEqualTo(members);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "trunk", "model.0", "model.1", "model.0 model.2", "model model.0", "model.0 model.x"})
    void rolesWithoutASubjectAreRefused(String roles) {
        assertThatThrownBy(() -> ModelInputs.in(Set.of(roles.split(" "))))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("inputs");
    }
}
