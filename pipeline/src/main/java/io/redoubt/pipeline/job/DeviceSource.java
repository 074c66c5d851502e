package io.redoubt.pipeline.job;

import io.redoubt.api.event.WorkerDevice;
import java.util.Optional;

/** Returns the device on which the jobs of this process compute. */
public interface DeviceSource {

    /** Returns the device with its current use of memory; empty if it is not chosen yet. Called for each event of a job. */
    Optional<WorkerDevice> device();
}
