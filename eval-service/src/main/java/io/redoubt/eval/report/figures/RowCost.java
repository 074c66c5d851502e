package io.redoubt.eval.report.figures;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultManifest;
import java.util.List;

/**
 * The cost of the jobs behind a row.
 *
 * @param jobs the results of the jobs
 */
record RowCost(List<ResultManifest> jobs) {

    RowCost {
        jobs = List.copyOf(jobs);
    }

    /** Number of images sent forward through a network. */
    long forwardPasses() {
        return jobs.stream()
                .mapToLong(job -> Math.round(metric(job, ResultManifest.FORWARD_PASSES)))
                .sum();
    }

    /** Wall-clock seconds. */
    double seconds() {
        return jobs.stream()
                .mapToDouble(job -> metric(job, ResultManifest.SECONDS))
                .sum();
    }

    static double metric(ResultManifest job, String name) {
        return Require.present(
                job.stage().wireName() + " " + job.fingerprint() + " metrics." + name,
                job.metrics().get(name));
    }
}
