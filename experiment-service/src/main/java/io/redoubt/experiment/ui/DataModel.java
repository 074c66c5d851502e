package io.redoubt.experiment.ui;

import io.redoubt.data.format.DatasetFormats;
import io.redoubt.pipeline.dataset.StoredDataset;
import java.util.List;

/**
 * The list of data sets, and the form that adds one.
 *
 * @param datasets all data sets
 * @param byPath whether data sets can be added by path
 * @param uploadLimit the longest upload, in bytes
 */
public record DataModel(List<StoredDataset> datasets, boolean byPath, long uploadLimit) {

    /** Returns the names of the file formats. */
    public List<String> formats() {
        return DatasetFormats.STANDARD.names();
    }

    /** Returns the files of a format. */
    public String layout(String format) {
        return String.join(" ", DatasetFormats.STANDARD.named(format).layout());
    }
}
