package io.redoubt.core.model.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.Networks;
import java.util.List;
import java.util.Map;

/**
 * The description of a network in its model file, so that the file can be used without the request that produced it.
 *
 * @param schema schema version
 * @param architecture the name of the network in {@link Networks}
 * @param depth weight layers
 * @param width channels of the first stage, or the widening factor
 * @param classes names of the outputs, in order
 * @param normalisation the first layer
 * @param task the task of the outputs: {@value #CLASSIFICATION}, or a pretext task
 * @param pretext settings that a pretext task fixed for the run, such as the permutations of a jigsaw; empty for other
 *     tasks
 * @param job fingerprint of the job that trained it, or {@value #IMPORTED}
 */
public record ModelDescription(
        int schema,
        String architecture,
        int depth,
        int width,
        List<String> classes,
        Normalisation normalisation,
        String task,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> pretext,
        String job) {

    /** The downstream task. */
    public static final String CLASSIFICATION = "classification";

    /** The value of {@code job} for a model that was trained elsewhere. */
    public static final String IMPORTED = "imported";

    // Far above any real network. A corrupt file must not make its reader run out of memory.
    private static final int MAX_DEPTH = 2000;
    private static final int MAX_WIDTH = 4096;

    public ModelDescription {
        SchemaVersion.requireReadable(schema);
        Require.present("architecture", architecture);
        Require.between("depth", depth, 1, MAX_DEPTH);
        Require.between("width", width, 1, MAX_WIDTH);
        classes = List.copyOf(Require.present("classes", classes));
        Require.present("normalisation", normalisation);
        Require.present("task", task);
        // Null in files whose task has no settings.
        pretext = pretext == null ? Map.of() : Map.copyOf(pretext);
        Require.present("job", job);
    }

    /** Describes a network whose outputs are {@code classes}. */
    public static ModelDescription of(Network network, List<String> classes, String task, String job) {
        return new ModelDescription(
                SchemaVersion.VERSION,
                network.architecture(),
                network.depth(),
                network.width(),
                classes,
                network.normalisation(),
                task,
                Map.of(),
                job);
    }

    /** The same description with the settings of its pretext task. */
    public ModelDescription withPretext(Map<String, Object> settings) {
        return new ModelDescription(schema, architecture, depth, width, classes, normalisation, task, settings, job);
    }

    /**
     * Creates the described network.
     *
     * @throws io.redoubt.api.InvalidFieldException when there is no such network
     */
    public Network network(Networks networks) {
        return networks.network(architecture, depth, width, classes.size(), normalisation);
    }
}
