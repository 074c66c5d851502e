package io.redoubt.core.attack.logits;

import io.redoubt.core.model.Normalisation;
import io.redoubt.data.ImageShape;

/**
 * The input of a network whose file does not describe it: images of one size, with values mapped from [0,1] to
 * [low,high] and then normalised.
 *
 * @param shape of one image
 * @param low the value that 0 maps to
 * @param high the value that 1 maps to, greater than {@code low}
 * @param normalisation applied to the mapped values; one value for each channel
 */
public record ImageInput(ImageShape shape, double low, double high, Normalisation normalisation) {
    public ImageInput {
        if (shape.channels() < 1 || shape.height() < 1 || shape.width() < 1) {
            throw new IllegalArgumentException("the input size is " + shape.channels() + "x" + shape.height() + "x"
                    + shape.width() + "; each number must be 1 or more");
        }
        if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
            throw new IllegalArgumentException(
                    "the value range is " + low + " to " + high + "; use one that rises, such as 0,1 or 0,255 or -1,1");
        }
        if (normalisation.channels() != shape.channels()) {
            throw new IllegalArgumentException("mean and std have " + normalisation.channels()
                    + " values and the images " + shape.channels() + " channels; give one value for each channel");
        }
        if (!normalisation.equals(Normalisation.none(shape.channels()))) {
            normalisation.requireWithin(low, high);
        }
    }
}
