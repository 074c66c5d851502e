package io.redoubt.pipeline.job;

import io.redoubt.api.WireNamed;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/** How one delivery of a job ended, and how its record is acknowledged. */
enum AttemptOutcome implements WireNamed {
    SUCCEEDED(AcknowledgeType.ACCEPT),
    /** The result was stored before. */
    REUSED(AcknowledgeType.ACCEPT),
    /** Another record of the job is being processed. */
    DUPLICATE(AcknowledgeType.ACCEPT),
    /** The experiment is cancelled or paused. */
    CANCELLED(AcknowledgeType.ACCEPT),
    FAILED(AcknowledgeType.REJECT),
    /** The attempt failed, and the job will be repeated. */
    RETRIED(AcknowledgeType.RELEASE),
    /** The store or the broker did not answer. */
    UNAVAILABLE(AcknowledgeType.RELEASE),
    /** The worker stops. */
    STOPPED(AcknowledgeType.RELEASE),
    /** Another worker has taken over the job. */
    FENCED(AcknowledgeType.RELEASE);

    private final AcknowledgeType acknowledgement;

    AttemptOutcome(AcknowledgeType acknowledgement) {
        this.acknowledgement = acknowledgement;
    }

    AcknowledgeType acknowledgement() {
        return acknowledgement;
    }
}
