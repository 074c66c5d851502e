package io.redoubt.cli.option;

import io.redoubt.data.format.DatasetFormats;
import java.util.Iterator;

/** The data formats, for help texts and completion. */
public final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return DatasetFormats.STANDARD.names().iterator();
    }
}
