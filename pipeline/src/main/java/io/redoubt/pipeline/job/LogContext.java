package io.redoubt.pipeline.job;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.redoubt.api.job.Job;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/** Adds the running job and its span to the log records of a thread, as separate fields of JSON logs. */
final class LogContext {

    private LogContext() {}

    /** Runs the work, and adds the job and the current span to what this thread logs meanwhile. */
    static <T> T during(Job job, Supplier<T> work) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "experiment", job.experiment(),
                "job", job.node(),
                "fingerprint", job.fingerprint(),
                "stage", job.spec().stage().wireName()));
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            fields.put("traceId", span.getTraceId());
            fields.put("spanId", span.getSpanId());
        }
        fields.forEach(MDC::put);
        try {
            return work.get();
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}
