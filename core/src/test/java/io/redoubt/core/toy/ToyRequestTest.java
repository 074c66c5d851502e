package io.redoubt.core.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.attack.AttackFamily;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.core.extension.StandardExtensions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request may use every name that a registry of the class path announces. */
class ToyRequestTest {
    private static final String REQUEST = """
        name: toys
        threat: {norm: rms, eps: 0.05}
        pretrain: [{id: flip, task: flip}]
        finetune: [{from: flip, loss: mart}]
        evaluate: {attacks: [corner, corner-1]}
        """;

    @Test
    void registeredNamesAreRead() {
        ExperimentRequest request = RequestReader.read(REQUEST.getBytes(StandardCharsets.UTF_8));

        assertThat(request.threat().norm()).isEqualTo("rms");
        assertThat(request.pretrain().get(0).task().name()).isEqualTo("flip");
        assertThat(request.finetune().get(0).objective().loss().name()).isEqualTo("mart");
        assertThat(request.evaluate().attacks()).hasToString("[corner, corner-1]");
        assertThat(Json.read(Json.canonical(request), ExperimentRequest.class)).isEqualTo(request);
        assertThat(Topics.queues()).contains("redoubt.jobs.pretrain.flip");
    }

    @ParameterizedTest
    @CsvSource({
        "task: flip,   task: magic,  'pretrain[0].task: ''magic'' is not known; use rotation, jigsaw,'",
        "loss: mart,   loss: magic,  'finetune[0].loss: ''magic'' is not known; use madry, trades,'",
        "norm: rms,    norm: magic,  'threat.norm: ''magic'' is not known; use linf, l2 or rms'",
        "corner-1,     magic-1,      'evaluate.attacks[1]: ''magic-1'' is not an attack; known are fgsm'"
    })
    void unknownNameIsRejectedWithTheKnownNames(String name, String unknown, String message) {
        String request = REQUEST.replace(name, unknown);

        assertThatThrownBy(() -> RequestReader.read(request.getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith(message)
                .hasMessageContaining(unknown.startsWith("task") ? "flip" : "");
    }

    @Test
    void standardRegistriesHaveTheNamesOfTheSchemas() {
        assertThat(ExtensionPoint.registered())
                .filteredOn(names -> !(names instanceof ToyNames))
                .singleElement()
                .satisfies(engine -> {
                    assertThat(engine.names().keySet()).containsExactlyInAnyOrder(ExtensionPoint.values());
                    engine.names().forEach((point, names) -> assertThat(names)
                            .as(
                                    "list the names of the registry at %s of api/src/main/resources/schema/training.json;"
                                            + " docs/extending.md has the other files",
                                    point.schemaPointer())
                            .containsExactlyElementsOf(point.contractNames()));
                    assertThat(new StandardExtensions().attacks())
                            .as(
                                    "list the attacks of Attacks.STANDARD in AttackFamily.CONTRACT; docs/extending.md has the"
                                            + " other files")
                            .containsExactlyElementsOf(AttackFamily.CONTRACT.stream()
                                    .filter(family -> !family.equals(AttackFamily.CORRUPTIONS))
                                    .toList());
                });
    }
}
