package io.redoubt.pipeline.job;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.redoubt.api.job.Job;

/** The span of one delivery of a job, a child of the span in the headers of its record. */
final class JobSpan {

    private JobSpan() {}

    static Span start(Tracer tracer, Job job, String worker) {
        String stage = job.spec().stage().wireName();
        return tracer.spanBuilder("job " + stage)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("redoubt.experiment", job.experiment())
                .setAttribute("redoubt.job", job.node())
                .setAttribute("redoubt.stage", stage)
                .setAttribute("redoubt.fingerprint", job.fingerprint())
                .setAttribute("redoubt.worker", worker)
                .startSpan();
    }

    /** @param attempt as in the job's events */
    static void end(Span span, int attempt, AttemptOutcome outcome) {
        span.setAttribute("redoubt.attempt", attempt);
        span.setAttribute("redoubt.outcome", outcome.wireName());
        if (outcome == AttemptOutcome.FAILED || outcome == AttemptOutcome.RETRIED) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
