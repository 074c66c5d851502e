package io.redoubt.pipeline;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.Job;
import java.util.Map;
import java.util.UUID;

/** Sample jobs, each in its own experiment. */
public final class TestJobs {

    /** The role of a job's input. */
    public static final String INPUT = "model";

    private TestJobs() {}

    /** A job of {@code epochs} epochs, with its own fingerprint. */
    public static Job counting(int epochs) {
        return job(epochs, Map.of());
    }

    /** A job of one epoch with another's result as its input. */
    public static Job countingOn(Artifact input) {
        return job(1, Map.of(INPUT, input));
    }

    private static Job job(int epochs, Map<String, Artifact> inputs) {
        UUID id = UUID.randomUUID();
        AttackSpec spec = new AttackSpec(
                new DatasetRef("images", "ab".repeat(32)),
                AttackName.parse("pgd-20"),
                new Threat("linf", Radius.parse("8/255")),
                Radius.parse("2/255"),
                0,
                epochs,
                id.getMostSignificantBits());
        return Job.of("experiment-" + id, "attack/test", spec, inputs);
    }
}
