package io.redoubt.data.registry;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The implementations of one extension point by the names that requests use. Immutable.
 *
 * @param <E> an implementation, or a factory of it
 */
public final class Registry<E> {
    private final String field;
    private final String kind;
    private final Map<String, E> entries;

    private Registry(String field, String kind, Map<String, E> entries) {
        this.field = field;
        this.kind = kind;
        this.entries = entries;
    }

    /**
     * A registry without entries.
     *
     * @param field the field of a request that holds the name, for messages
     * @param kind the kind of entry with its article, such as {@code a pretext task}
     */
    public static <E> Registry<E> empty(String field, String kind) {
        return new Registry<>(field, kind, Map.of());
    }

    /**
     * Returns these entries plus one more.
     *
     * @throws InvalidFieldException when requests could not contain the name
     * @throws IllegalArgumentException when the name is already registered
     */
    public Registry<E> with(String name, E entry) {
        Map<String, E> more = new LinkedHashMap<>(entries);
        if (more.put(Ids.require(field, name), entry) != null) {
            throw new IllegalArgumentException(field + " '" + name + "' is registered twice; use another name");
        }
        return new Registry<>(field, kind, more);
    }

    /** The names, in the order of registration. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** The entry of that name, if there is one. */
    public Optional<E> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * The entry of that name.
     *
     * @throws InvalidFieldException when there is none; the message lists the names
     */
    public E get(String name) {
        return find(name)
                .orElseThrow(() -> new InvalidFieldException(
                        field,
                        Ids.quote(name) + " is not " + kind + "; known are "
                                + String.join(", ", names().stream().sorted().toList())));
    }
}
