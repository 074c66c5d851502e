package io.redoubt.api.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestEditTest {

    private static final byte[] REQUEST =
            "{name: a, defaults: {finetune: {epochs: 7}}, finetune: [{epochs: 3, batch: 32}]}".getBytes(UTF_8);

    @Test
    void onlyTheNamedFieldsChange() {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("finetune[0].epochs", "10");
        changes.put("finetune[1]", "{scope: partial}");
        changes.put("evaluate.attacks", "[fgsm, pgd-20]");
        changes.put("threat.eps", "4/255");
        changes.put("name", "b");

        ExperimentRequest changed = RequestReader.read(RequestReader.withFields(REQUEST, changes));

        assertThat(changed)
                .isEqualTo(RequestReader.read(("{name: b, defaults: {finetune: {epochs: 7}}, threat: {eps: 4/255},"
                                + " finetune: [{epochs: 10, batch: 32}, {scope: partial}],"
                                + " evaluate: {attacks: [fgsm, pgd-20]}}")
                        .getBytes(UTF_8)));
    }

    @Test
    void theSameValuesGiveTheSameId() {
        byte[] same = RequestReader.withFields(REQUEST, Map.of("finetune[0].epochs", "3"));

        assertThat(RequestReader.read(same).id())
                .isEqualTo(RequestReader.read(REQUEST).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "finetune[0].epochs | 0 | finetune[0].epochs: 0 is out of range; use 1 to 100000",
                "finetune[0].epochs | 010 | finetune[0].epochs: '010' begins with 0, which readers of YAML",
                "finetune[0].epoch | 2 | finetune[0].epoch: is not a field here; did you mean epochs?",
                "finetune[0].epochs | \"\" | finetune[0].epochs: is empty; write a value, or leave the field out",
                "finetune[2].epochs | 2 | finetune[2].epochs: finetune has 1 entries; count from 0, and use [1] to add one",
                "name[0] | b | name[0]: name is not a list; leave out [0]",
                "name.first | b | name.first: name is not an object, so it has no field first",
                "finetune[x] | b | finetune[x]: is not the path of a field; use one such as finetune[0].epochs",
                "finetune.0.epochs | 2 | finetune.0.epochs: finetune is not an object, so it has no field 0",
                "seed | a: b | seed: 'a: b' is not a value in YAML; write a list as [a, b]",
                "seed | \"1\nname: c\" | seed: '1?name: c' is not a value in YAML",
                "seed | *a | seed: '*a' is not a value in YAML",
            })
    void unusableChangeIsNamedWithTheRemedy(String path, String value, String message) {
        assertThatThrownBy(() -> RequestReader.withFields(REQUEST, Map.of(path, value)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith(message);
    }
}
