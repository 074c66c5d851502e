package io.redoubt.core.model.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.Networks;
import io.redoubt.data.ImageShape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The description of a network in its model file, so that the file can be used without the request that produced it.
 *
 * @param schema schema version
 * @param architecture the name of the network in {@link Networks}
 * @param depth weight layers
 * @param width channels of the first stage, or the widening factor
 * @param classes names of the outputs, in order; no name is empty or occurs twice
 * @param normalisation the first layer, for pixels in [0,1]
 * @param task the task of the outputs: {@value #CLASSIFICATION}, or a pretext task
 * @param pretext settings that a pretext task fixed for the run, such as the permutations of a jigsaw; empty for other
 *     tasks
 * @param job fingerprint of the job that trained it, or {@value #IMPORTED}
 * @param images the images that it was trained on, with pixels in [0,1]; empty if unknown
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
        String job,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ImageShape> images) {

    /** The downstream task. */
    public static final String CLASSIFICATION = "classification";

    /** The value of {@code job} for a model that was trained elsewhere. */
    public static final String IMPORTED = "imported";

    // Far above any real network. A corrupt file must not make its reader run out of memory.
    static final int MAX_DEPTH = 2000;
    private static final int MAX_WIDTH = 4096;

    public ModelDescription {
        SchemaVersion.requireReadable(schema);
        Require.present("architecture", architecture);
        Require.between("depth", depth, 1, MAX_DEPTH);
        Require.between("width", width, 1, MAX_WIDTH);
        classes = List.copyOf(Require.present("classes", classes));
        requireDistinct(classes);
        requirePixels(Require.present("normalisation", normalisation));
        Require.present("task", task);
        // Null in files whose task has no settings.
        pretext = pretext == null ? Map.of() : Map.copyOf(pretext);
        Require.present("job", job);
        // Absent from imported models and from older files.
        images = images == null ? Optional.empty() : images;
    }

    private static void requireDistinct(List<String> classes) {
        Set<String> names = new HashSet<>();
        for (String name : classes) {
            if (name.isBlank() || !names.add(name)) {
                throw new InvalidFieldException(
                        "classes",
                        name.isBlank()
                                ? "contains an empty name; every class needs a name"
                                : "contains '" + name + "' twice; every class needs a name of its own");
            }
        }
    }

    private static void requirePixels(Normalisation normalisation) {
        try {
            normalisation.requireWithin(0, 1);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("normalisation", e.getMessage());
        }
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
                job,
                Optional.empty());
    }

    /** The same description with the settings of its pretext task. */
    public ModelDescription withPretext(Map<String, Object> settings) {
        return new ModelDescription(
                schema, architecture, depth, width, classes, normalisation, task, settings, job, images);
    }

    /** The same description with the outputs in another order. */
    ModelDescription withClasses(List<String> names) {
        return new ModelDescription(
                schema, architecture, depth, width, names, normalisation, task, pretext, job, images);
    }

    /** The same description with the images that the network was trained on. */
    public ModelDescription withImages(ImageShape shape) {
        return new ModelDescription(
                schema, architecture, depth, width, classes, normalisation, task, pretext, job, Optional.of(shape));
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
