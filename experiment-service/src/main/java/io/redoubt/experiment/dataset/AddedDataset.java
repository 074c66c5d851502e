package io.redoubt.experiment.dataset;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.redoubt.pipeline.dataset.StoredDataset;
import java.util.List;

/**
 * A data set that has been added.
 *
 * @param dataset the data set
 * @param notes what the reader chose, converted and passed over
 */
public record AddedDataset(@JsonUnwrapped StoredDataset dataset, List<String> notes) {

    public AddedDataset {
        notes = List.copyOf(notes);
    }
}
