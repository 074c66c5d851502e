package io.redoubt.experiment.mlflow;

import io.micrometer.core.instrument.MeterRegistry;
import io.redoubt.api.event.JobEvent;
import io.redoubt.experiment.outbound.GroupReader;
import io.redoubt.experiment.outbound.RecordReader;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Sends the events of jobs to MLflow. While the server is unavailable, events wait on their topic. An event is dropped
 * after a few attempts if the server rejects it or does not answer with MLflow's JSON.
 */
final class MlflowHandler implements GroupReader.Handler {

    /** Events that were dropped. */
    static final String DROPPED = "redoubt.mlflow.dropped";

    /** Attempts to send an event that failed, whether it was dropped or not. */
    static final String FAILURES = "redoubt.mlflow.failures";

    static final int MAX_ATTEMPTS = 3;

    private static final Logger LOG = Logger.getLogger(MlflowHandler.class);

    private final MlflowRuns runs;
    private final MeterRegistry meters;
    private boolean failing;

    MlflowHandler(MlflowRuns runs, MeterRegistry meters) {
        this.runs = runs;
        this.meters = meters;
    }

    @Override
    public boolean handle(ConsumerRecord<String, byte[]> record, int attempt) throws InterruptedException {
        Optional<JobEvent> event = RecordReader.read(record, JobEvent.class, JobEvent::experiment);
        if (event.isEmpty()) {
            return true;
        }
        try {
            runs.report(event.get());
            if (failing) {
                LOG.info("MLflow answers again");
                failing = false;
            }
            return true;
        } catch (MlflowException e) {
            return failed(event.get(), attempt, e);
        }
    }

    @Override
    public void skipped() {
        meters.counter(DROPPED).increment();
    }

    private boolean failed(JobEvent event, int attempt, MlflowException e) {
        meters.counter(FAILURES).increment();
        boolean again = e.isUnavailable() || attempt < MAX_ATTEMPTS;
        if (!again) {
            meters.counter(DROPPED).increment();
            LOG.warnf(
                    "experiment=%s job=%s event=%s dropped: MLflow %s",
                    event.experiment(), event.fingerprint(), event.type(), e.getMessage());
        } else if (!failing) {
            LOG.warnf("MLflow %s; events wait until it answers", e.getMessage());
        }
        failing = true;
        return !again;
    }
}
