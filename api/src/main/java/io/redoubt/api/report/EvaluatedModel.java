package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import java.util.OptionalInt;

/**
 * A model file that was evaluated.
 *
 * @param file its name, without its folder
 * @param sha256 digest of its bytes
 * @param architecture the network as the file describes it, or {@value #TORCHSCRIPT}
 * @param depth weight layers; not in JSON for a TorchScript archive
 * @param width channels of the first stage, or the widening factor; not in JSON for a TorchScript archive
 * @param job fingerprint of the job that trained it, or {@code imported}
 */
public record EvaluatedModel(
        String file,
        String sha256,
        String architecture,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt depth,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt width,
        String job) {

    /** The architecture of an archive, which does not describe its network. */
    public static final String TORCHSCRIPT = "torchscript";

    public EvaluatedModel {
        Require.present("file", file);
        Ids.requireSha256("sha256", sha256);
        Require.present("architecture", architecture);
        depth = depth == null ? OptionalInt.empty() : depth;
        width = width == null ? OptionalInt.empty() : width;
        Require.present("job", job);
    }

    /** Creates the entry of a model file, which describes its network. */
    public EvaluatedModel(String file, String sha256, String architecture, int depth, int width, String job) {
        this(file, sha256, architecture, OptionalInt.of(depth), OptionalInt.of(width), job);
    }
}
