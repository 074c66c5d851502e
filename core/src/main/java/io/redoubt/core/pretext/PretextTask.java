package io.redoubt.core.pretext;

import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.Map;

/**
 * A self-supervised pretext task. Targets are drawn for each image of a batch, and the image is transformed
 * accordingly; the network then has to predict the targets from the transformed image. The transformation is applied
 * after augmentation and before the attack.
 */
public interface PretextTask {
    /** The name in requests, topics, metrics and reports. */
    String name();

    /**
     * The settings that are fixed for the whole run and define the meaning of the targets. They are stored in the model
     * description.
     *
     * @return as JSON: strings, numbers, lists and maps
     */
    default Map<String, Object> settings() {
        return Map.of();
    }

    /**
     * Checks that the task supports images of this shape.
     *
     * @param shape shape of the images, whose height and width are equal
     * @throws io.redoubt.api.InvalidFieldException for {@code dataset} if it does not; the message says which fit
     */
    default void requireShape(ImageShape shape) {}

    /**
     * The network, made of trunk and head, and its loss.
     *
     * @param backbone provides the trunk and, for a classification, the head; its classes are not used
     */
    Objective objective(Network backbone);

    /**
     * The loss of pretraining: by default the losses of the objective, averaged over the images and the inputs. A task whose
     * loss is not such an average, or that treats clean and adversarial images differently, returns its own.
     *
     * @param objective of {@link #objective}
     * @param inputs the clean images in standard pretraining, adversarial and clean ones in adversarial pretraining
     */
    default TrainingLoss loss(Objective objective, LossInputs inputs) {
        return new ObjectiveLoss(inputs);
    }

    /** The number of network inputs that {@link #transform} creates from one image. */
    default int inputsPerImage() {
        return 1;
    }

    /** The number of targets of one image: 1 for a classification. */
    default int targetsPerImage() {
        return 1;
    }

    /**
     * Draws the targets of a batch, {@link #targetsPerImage()} consecutive values per image. Evaluation draws for one
     * image at a time, from a seed of that image, so that its targets are always the same.
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
