package io.redoubt.experiment.view;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueWorkers;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** Explains what queued jobs wait for. */
@ApplicationScoped
public class WaitingJobs {

    private final QueueWorkers workers;

    WaitingJobs(KafkaConnection kafka) {
        this.workers = new QueueWorkers(kafka::admin);
    }

    @PreDestroy
    void close() {
        workers.close();
    }

    /** Returns the status with a message for each queued job that no worker takes. Asks the broker. */
    public ExperimentStatus explain(ExperimentStatus status) {
        return workers.explain(status);
    }
}
