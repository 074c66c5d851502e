package io.redoubt.cli.command;

import io.redoubt.api.request.AttackName;
import java.util.Iterator;
import java.util.List;

/** The attacks, for help texts. */
final class AttackNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return List.of(AttackName.known()).iterator();
    }
}
