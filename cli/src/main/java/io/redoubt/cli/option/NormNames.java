package io.redoubt.cli.option;

import io.redoubt.core.threat.PerturbationSets;
import java.util.Iterator;

/** The norms of perturbation sets, for help texts and completion. */
final class NormNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return PerturbationSets.STANDARD.names().iterator();
    }
}
