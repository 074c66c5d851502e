package io.redoubt.cli.standalone;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Plural;
import io.redoubt.data.ImageDataset;
import java.util.Optional;

/** Selects ranges of test images. */
public final class ImageCount {

    /** The option with the number of images. */
    public static final String IMAGES = "--images";

    /** The option with the number of images to check for masked gradients. */
    public static final String CHECKS = "--checks";

    private static final int DEFAULT_CHECKS = 128;

    private ImageCount() {}

    /**
     * Returns the range of test images.
     *
     * @param from index of the first image
     * @param images number of images; by default all from there on
     * @throws InvalidFieldException naming the option, if the range exceeds the test images
     */
    public static IndexRange of(ImageDataset dataset, int from, Optional<Integer> images) {
        int all = dataset.test().size();
        if (from < 0 || from >= all) {
            throw new InvalidFieldException(
                    "--from", from + " is out of range; " + dataset.name() + " has test images 0 to " + (all - 1));
        }
        int count = images.orElse(all - from);
        if (count < 1 || count > all - from) {
            throw new InvalidFieldException(
                    IMAGES,
                    count + " is out of range; " + dataset.name() + " has " + (all - from) + " test images"
                            + (from == 0 ? "" : " from " + from + " on") + ", use 1 to " + (all - from)
                            + ", or omit the option for all");
        }
        return new IndexRange(from, from + count);
    }

    /**
     * Returns the number of evaluated images to check for masked gradients.
     *
     * @param wanted their number; 0 for none
     * @throws InvalidFieldException naming the option, if there are fewer
     */
    public static int checks(IndexRange evaluated, Optional<Integer> wanted) {
        if (wanted.isPresent() && wanted.get() > evaluated.size()) {
            throw new InvalidFieldException(
                    CHECKS,
                    wanted.get() + " is more than the " + evaluated.size() + " images that are evaluated; use "
                            + evaluated.size() + " or fewer, or 0 for none");
        }
        return wanted.orElse(Math.min(DEFAULT_CHECKS, evaluated.size()));
    }

    /** Returns the number of images in words, such as {@code 24 test images} or {@code 10 of 24 test images}. */
    public static String title(IndexRange range, ImageDataset dataset) {
        int all = dataset.test().size();
        return (range.size() == all ? "" : range.size() + " of ") + Plural.of(all, "test image");
    }
}
