package io.redoubt.experiment.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.event.WorkerDevice;
import java.util.Optional;

/**
 * A worker of a queue.
 *
 * @param worker name of the worker, as in job events; the Kafka client id of a consumer that is not a worker
 * @param host address from which it is connected to the broker
 * @param device its device and memory, as of its last event; absent before its first job
 * @param job its job; absent if it waits for one, or its events are not read yet
 */
public record WorkerStatus(
        String worker,
        String host,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<WorkerDevice> device,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<WorkerJob> job) {}
