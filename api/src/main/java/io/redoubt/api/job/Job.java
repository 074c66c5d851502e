package io.redoubt.api.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message on a work queue.
 *
 * @param schema version of this form
 * @param fingerprint identity of the job: SHA-256 over the canonical JSON of its spec and of its inputs' digests
 * @param experiment id of the experiment that asked for it
 * @param node the job's place in that experiment's graph, such as {@code finetune/rotation/full-adversarial}
 * @param spec what to do
 * @param inputs by role, what to do it on
 */
public record Job(
        int schema, String fingerprint, String experiment, String node, JobSpec spec, Map<String, Artifact> inputs) {

    /** The form of what fingerprints are made of; it outlives versions of the schema, or every job would run again. */
    private static final int FINGERPRINT_FORM = 1;

    /** @throws InvalidFieldException also if the spec, as far as it is understood here, is not what the fingerprint was made of */
    public Job {
        SchemaVersion.requireKnown(schema);
        Ids.require("experiment", experiment);
        Require.present("node", node);
        Require.present("spec", spec);
        inputs = Map.copyOf(Require.present("inputs", inputs));
        String computed = fingerprint(spec, inputs);
        if (!computed.equals(fingerprint)) {
            throw new InvalidFieldException(
                    "fingerprint", Ids.quote(fingerprint) + " is not that of this spec and these inputs, " + computed);
        }
    }

    /** A job of this version, with its fingerprint computed. */
    public static Job of(String experiment, String node, JobSpec spec, Map<String, Artifact> inputs) {
        return new Job(SchemaVersion.VERSION, fingerprint(spec, inputs), experiment, node, spec, inputs);
    }

    private static String fingerprint(JobSpec spec, Map<String, Artifact> inputs) {
        Map<String, String> digests = new TreeMap<>();
        inputs.forEach((role, artifact) -> digests.put(role, artifact.sha256()));
        // As a tree, since a value of a map would be written without its stage.
        JsonNode what = Json.mapper().valueToTree(spec);
        return Json.sha256(Json.canonical(Map.of("schema", FINGERPRINT_FORM, "spec", what, "inputs", digests)));
    }

    /** The input of a role. @throws InvalidFieldException if there is none */
    public Artifact input(String role) {
        return Require.present("inputs." + role, inputs.get(role));
    }
}
