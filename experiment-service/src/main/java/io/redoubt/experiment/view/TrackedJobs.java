package io.redoubt.experiment.view;

import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import java.util.Collection;

/** The jobs of all experiments that are queued or running. */
public interface TrackedJobs {

    /**
     * The jobs, each once, even if several experiments wait for it.
     *
     * @throws BrokerUnavailableException if not all experiments are known, because {@code redoubt.status} has not been
     *     read to its end since the start of this process
     */
    Collection<TrackedJob> inFlight();
}
