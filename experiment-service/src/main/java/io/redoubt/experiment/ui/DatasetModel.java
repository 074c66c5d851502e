package io.redoubt.experiment.ui;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.experiment.dataset.DatasetDetails;
import io.redoubt.experiment.dataset.SampleImage;
import java.util.List;

/**
 * The page of a data set.
 *
 * @param details the data set
 * @param added notes of the reader, if it has just been added
 * @param notice a sentence for the user; may be empty
 */
public record DatasetModel(DatasetDetails details, List<String> added, String notice) {

    /** Smaller images are enlarged. */
    private static final int SHOWN = 64;

    /** Returns the manifest. */
    public DatasetManifest manifest() {
        return details.dataset().manifest();
    }

    /** Returns the address of an image. */
    public String image(SampleImage sample) {
        return "/datasets/" + manifest().name() + "@" + manifest().sha256() + "/images/" + sample.split() + "/"
                + sample.index() + ".png";
    }

    /** Returns the width at which images are shown, in pixels. */
    public int width() {
        return manifest().width() * scale();
    }

    /** Returns the height at which images are shown, in pixels. */
    public int height() {
        return manifest().height() * scale();
    }

    private int scale() {
        return Math.max(1, SHOWN / manifest().width());
    }
}
