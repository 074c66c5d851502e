package io.redoubt.api.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.Require;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.SchemaVersion;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message on a work queue.
 *
 * @param schema schema version
 * @param fingerprint identity of the job: the SHA-256 of the canonical JSON of its spec and the digests of its inputs
 * @param experiment id of the experiment that queued it
 * @param node name of the node in the experiment's job graph, such as {@code finetune/rotation/full-adversarial}
 * @param spec what the job does
 * @param inputs input artifacts by role
 */
public record Job(
        int schema, String fingerprint, String experiment, String node, JobSpec spec, Map<String, Artifact> inputs) {

    /** Schema of the hashed document. It does not follow {@link SchemaVersion}: every fingerprint would change. */
    private static final int FINGERPRINT_SCHEMA = 1;

    /** @throws InvalidFieldException also if the fingerprint is not that of the spec and the inputs as read by this version */
    public Job {
        SchemaVersion.requireReadable(schema);
        Ids.require("experiment", experiment);
        node = SanitizedText.line(Require.present("node", node));
        Require.present("spec", spec);
        inputs = Map.copyOf(Require.present("inputs", inputs));
        String computed = fingerprint(spec, inputs);
        if (!computed.equals(fingerprint)) {
            throw new InvalidFieldException(
                    "fingerprint",
                    Ids.quote(fingerprint) + " does not match the spec and the inputs; expected " + computed);
        }
    }

    /** Returns a job of the current schema version, with its fingerprint. */
    public static Job of(String experiment, String node, JobSpec spec, Map<String, Artifact> inputs) {
        return new Job(SchemaVersion.VERSION, fingerprint(spec, inputs), experiment, node, spec, inputs);
    }

    private static String fingerprint(JobSpec spec, Map<String, Artifact> inputs) {
        Map<String, String> digests = new TreeMap<>();
        inputs.forEach((role, artifact) -> digests.put(role, artifact.sha256()));
        // Converted to a tree, because Jackson omits the type id of a value in an untyped map.
        JsonNode specTree = Json.mapper().valueToTree(spec);
        return Json.sha256(Json.canonical(Map.of("schema", FINGERPRINT_SCHEMA, "spec", specTree, "inputs", digests)));
    }

    /**
     * Returns the input with the given role.
     *
     * @throws InvalidFieldException if there is none
     */
    public Artifact input(String role) {
        return Require.present("inputs." + role, inputs.get(role));
    }
}
