package io.redoubt.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobTest {

    private static final String DIGEST = "ab".repeat(32);
    private static final AttackSpec SPEC = new AttackSpec(
            new DatasetRef("images", DIGEST),
            AttackName.parse("pgd-20"),
            new Threat("linf", Radius.parse("8/255")),
            Radius.parse("2/255"),
            0,
            10,
            1);
    private static final Artifact MODEL = new Artifact("cd".repeat(32), "model.safetensors", DIGEST, 3);

    @Test
    void jsonRoundTripPreservesTheJob() {
        Job job = Job.of("experiment", "attack/a", SPEC, Map.of("model", MODEL));

        Job read = Json.read(Json.canonical(job), Job.class);

        assertThat(read).isEqualTo(job);
        assertThat(Json.write(job)).contains("\"stage\":\"attack\"", "\"attack\":\"pgd-20\"", "\"eps\":\"8/255\"");
    }

    @Test
    void fingerprintDependsOnSpecAndInputDigestsOnly() {
        Job job = Job.of("experiment", "attack/a", SPEC, Map.of("model", MODEL));
        Artifact sameContent = new Artifact("ef".repeat(32), "last.safetensors", DIGEST, 3);
        Artifact otherContent = new Artifact("cd".repeat(32), "model.safetensors", "01".repeat(32), 3);

        assertThat(Job.of("other", "other/node", SPEC, Map.of("model", sameContent))
                        .fingerprint())
                .isEqualTo(job.fingerprint());
        assertThat(Job.of("experiment", "attack/a", SPEC, Map.of("model", otherContent))
                        .fingerprint())
                .isNotEqualTo(job.fingerprint());
    }

    @Test
    void rejectsAWrongFingerprint() {
        String forged = Json.write(Job.of("experiment", "attack/a", SPEC, Map.of("model", MODEL)))
                .replace("\"to\":10", "\"to\":20");

        assertThatThrownBy(() -> Json.read(forged.getBytes(StandardCharsets.UTF_8), Job.class))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("fingerprint");
    }
}
