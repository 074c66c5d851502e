package io.redoubt.core.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.Json;
import io.redoubt.api.attack.AttackFamily;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract lists the names of the standard registries for services without the learning engine. */
class StandardExtensionsTest {
    private static final StandardExtensions STANDARD = new StandardExtensions();

    @ParameterizedTest
    @EnumSource
    void schemaListsTheRegisteredNames(ExtensionPoint point) {
        List<String> registered = STANDARD.names().get(point);

        assertThat(point.contractNames())
                .as(
                        "write \"enum\": %s at %s of api/src/main/resources/schema/training.json;"
                                + " docs/extending.md#before-you-publish-it has the other files",
                        Json.mapper().valueToTree(registered),
                        point.schemaPointer().replace("/enum", ""))
                .isEqualTo(registered);
    }

    @Test
    void contractListsTheRegisteredAttacks() {
        List<AttackFamily> contract = AttackFamily.CONTRACT.stream()
                .filter(family -> !family.equals(AttackFamily.CORRUPTIONS))
                .toList();

        assertThat(contract)
                .as(
                        "add to AttackFamily and, before CORRUPTIONS, to its CONTRACT: %s;"
                                + " docs/extending.md#before-you-publish-it has the other files",
                        STANDARD.attacks().stream()
                                .filter(family -> !contract.contains(family))
                                .map(family -> "new AttackFamily(\"%s\", %d, Guidance.%s)"
                                        .formatted(family.wireName(), family.budget(), family.guidance()))
                                .toList())
                .isEqualTo(STANDARD.attacks());
    }
}
