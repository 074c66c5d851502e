package io.redoubt.cli.standalone;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.data.ImageDataset;

/** Selects a range of test images. */
public final class ImageCount {

    private ImageCount() {}

    /**
     * Returns the range of test images.
     *
     * @param from index of the first image
     * @param images number of images; 0 for all from there on
     * @throws InvalidFieldException naming the option, if the range exceeds the test images
     */
    public static IndexRange of(ImageDataset dataset, int from, int images) {
        int all = dataset.test().size();
        if (from < 0 || from >= all) {
            throw new InvalidFieldException(
                    "--from", from + " is out of range; " + dataset.name() + " has test images 0 to " + (all - 1));
        }
        if (images < 0 || images > all - from) {
            throw new InvalidFieldException(
                    "--images",
                    images + " is out of range; " + dataset.name() + " has " + (all - from) + " test images from "
                            + from + " on, use 1 to " + (all - from) + ", or 0 for all");
        }
        return new IndexRange(from, images == 0 ? all : from + images);
    }
}
