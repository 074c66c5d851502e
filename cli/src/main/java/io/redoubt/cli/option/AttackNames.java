package io.redoubt.cli.option;

import io.redoubt.api.attack.AttackName;
import java.util.Iterator;
import java.util.List;

/** The attacks, for help texts. */
public final class AttackNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return List.of(AttackName.known()).iterator();
    }
}
