package io.redoubt.pipeline.retention;

import io.redoubt.pipeline.store.ListedObject;
import java.util.List;

/**
 * What was removed, or would be.
 *
 * @param what in words, such as {@code jobs}
 * @param count how many objects or records
 * @param bytes how many bytes; 0 for records, whose space the broker frees in its own time
 */
public record GcResult(String what, long count, long bytes) {

    static GcResult of(String what, List<ListedObject> objects) {
        return new GcResult(
                what,
                objects.size(),
                objects.stream().mapToLong(ListedObject::bytes).sum());
    }
}
