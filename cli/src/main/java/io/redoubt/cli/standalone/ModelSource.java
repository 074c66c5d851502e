package io.redoubt.cli.standalone;

import io.redoubt.api.report.EvaluatedModel;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.data.ImageDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The network that {@code --model} names. */
public interface ModelSource {

    /** Returns the files, at least one. */
    List<Path> files();

    /**
     * Requires images and classes that the network knows.
     *
     * @throws io.redoubt.api.InvalidFieldException if the network does not take images of this size, or states classes of
     *     other names
     */
    void requireFits(ImageDataset dataset);

    /**
     * Loads the network into the engine. Where it states the names of its classes, its outputs are in the order of those
     * of the data set.
     *
     * @throws io.redoubt.api.InvalidFieldException if it cannot be loaded, or has fewer classes than the test images
     */
    LogitFunction load(ImageDataset dataset);

    /** Describes the files, for the report. */
    List<EvaluatedModel> models();

    /**
     * Returns the class names that each file states, in the order in which it is {@linkplain #load loaded}; files that state
     * none are omitted.
     */
    List<ClassNames> classNames(ImageDataset dataset);

    /** Identifies the network: the digests of the files, and what they do not describe themselves. */
    default String identity() {
        return models().toString();
    }

    /** Returns the file names, joined by {@code +}. */
    default String title() {
        return files().stream().map(Path::toString).collect(Collectors.joining(" + "));
    }
}
