package io.redoubt.api.attack;

import java.util.List;

/** The attacks that an implementation registers, found by {@link java.util.ServiceLoader}. */
public interface AttackProvider {
    /** The registered attacks. */
    List<AttackFamily> attacks();
}
