package io.redoubt.experiment.rest;

import io.redoubt.pipeline.retention.GcResult;
import java.util.Collection;
import java.util.List;

/**
 * What the deletion of experiments removed, or what a dry run would remove.
 *
 * @param experiments ids of the experiments
 * @param dryRun whether nothing was removed
 * @param objects number of objects in the store
 * @param bytes their size
 * @param removed the objects by category
 */
public record Deletion(List<String> experiments, boolean dryRun, long objects, long bytes, List<GcResult> removed) {

    public Deletion {
        experiments = List.copyOf(experiments);
        removed = List.copyOf(removed);
    }

    static Deletion of(Collection<String> experiments, boolean dryRun, List<GcResult> results) {
        List<GcResult> removed =
                results.stream().filter(result -> result.count() > 0).toList();
        return new Deletion(
                experiments.stream().sorted().toList(),
                dryRun,
                removed.stream().mapToLong(GcResult::count).sum(),
                removed.stream().mapToLong(GcResult::bytes).sum(),
                removed);
    }
}
