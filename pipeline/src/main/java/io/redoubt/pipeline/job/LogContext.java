package io.redoubt.pipeline.job;

import io.redoubt.api.job.Job;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/** Adds the running job to the log records of a thread, as separate fields of JSON logs. */
final class LogContext {

    private LogContext() {}

    /** Runs the work, and adds the job to what this thread logs meanwhile. */
    static <T> T during(Job job, Supplier<T> work) {
        Map<String, String> fields = Map.of(
                "experiment", job.experiment(),
                "job", job.node(),
                "fingerprint", job.fingerprint(),
                "stage", job.spec().stage().wireName());
        fields.forEach(MDC::put);
        try {
            return work.get();
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}
