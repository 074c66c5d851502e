package io.redoubt.core.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.api.request.RequestReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request may use every name that a registry of the class path announces. */
class ToyRequestTest {
    private static final String REQUEST = """
        name: toys
        model: {architecture: toy, depth: 3, width: 4}
        threat: {norm: rms, eps: 0.05}
        pretrain: [{id: flip, task: flip}]
        finetune: [{from: flip, loss: mart}]
        evaluate: {attacks: [corner, corner-1]}
        """;

    @Test
    void registeredNamesAreRead() {
        ExperimentRequest request = RequestReader.read(REQUEST.getBytes(StandardCharsets.UTF_8));

        assertThat(request.model()).isEqualTo(new ModelSpec("toy", 3, 4));
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
        "norm: rms,    norm: magic,  'threat.norm: ''magic'' is not known; use linf, l2'",
        "architecture: toy, architecture: magic, 'model.architecture: ''magic'' is not known; use preact-resnet-v2-cifar,'",
        "depth: 3,     depth: 4,     'model.depth: 4 is not the depth of a toy network; use 3'",
        "corner-1,     magic-1,      'evaluate.attacks[1]: ''magic-1'' is not an attack; known are fgsm'"
    })
    void unknownNameIsRejectedWithTheKnownNames(String name, String unknown, String message) {
        String request = REQUEST.replace(name, unknown);

        assertThatThrownBy(() -> RequestReader.read(request.getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith(message)
                .hasMessageContaining(unknown.startsWith("task") ? "flip" : "");
    }
}
