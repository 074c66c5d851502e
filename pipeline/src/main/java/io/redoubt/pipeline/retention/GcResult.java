package io.redoubt.pipeline.retention;

import io.redoubt.pipeline.store.ListedObject;
import java.util.List;

/**
 * Objects or records of one category that were removed, or that a dry run would remove.
 *
 * @param category description, such as {@code experiments}
 * @param count number of objects or records
 * @param bytes size in bytes; 0 for records, whose space the broker reclaims later
 */
public record GcResult(String category, long count, long bytes) {

    static GcResult of(String category, List<ListedObject> objects) {
        return new GcResult(
                category,
                objects.size(),
                objects.stream().mapToLong(ListedObject::bytes).sum());
    }
}
