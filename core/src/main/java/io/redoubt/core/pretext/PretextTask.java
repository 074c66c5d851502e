package io.redoubt.core.pretext;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.core.random.RandomStream;
import java.util.Map;

/**
 * A question about an image that needs no label. For each image of a batch targets are drawn, and the image is transformed
 * accordingly; the objective's network then has to recover the targets from the transformed image. The transformation comes
 * after augmentation and before the attack.
 */
public interface PretextTask {
    /** As written in requests, topics, metrics and reports. */
    String name();

    /**
     * What was drawn or fixed for the whole run and gives the answers their meaning. It travels in the description of the
     * model.
     *
     * @return as JSON: strings, numbers, lists and maps
     */
    default Map<String, Object> settings() {
        return Map.of();
    }

    /**
     * Checks that the task can be asked about images of this size.
     *
     * @param side their height and width
     * @throws io.redoubt.api.InvalidFieldException when it cannot; the message says which sizes fit
     */
    default void requireSide(int side) {}

    /**
     * The network, trunk and head, and its loss.
     *
     * @param backbone gives the trunk, and the head of a classification; its classes are not used
     */
    Objective objective(Network backbone);

    /** The number of images that {@link #transform} makes of one: as many as are asked about at a time. */
    default int inputsPerImage() {
        return 1;
    }

    /** The number of targets of one image: 1 for a classification. */
    default int targetsPerImage() {
        return 1;
    }

    /**
     * Draws the targets of a batch, {@link #targetsPerImage()} for each image in turn. Evaluation draws for one image at a
     * time, from a seed of the image's own, so that its question is always the same.
     *
     * @param images the size of the batch
     */
    long[] drawTargets(int images, RandomStream random);

    /**
     * Transforms one image.
     *
     * @param image float32 (C,S,S), row-major
     * @param side S, the height and width
     * @param targets the targets of this image
     * @param transformed receives the result: {@link #inputsPerImage()} images, one after another
     */
    void transform(float[] image, int side, long[] targets, float[] transformed);
}
