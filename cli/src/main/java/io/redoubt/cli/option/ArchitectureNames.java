package io.redoubt.cli.option;

import io.redoubt.core.model.network.Networks;
import java.util.Iterator;

/** The architectures of networks, for help texts and completion. */
public final class ArchitectureNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Networks.STANDARD.names().iterator();
    }
}
