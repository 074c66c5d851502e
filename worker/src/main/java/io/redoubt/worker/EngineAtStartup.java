package io.redoubt.worker;

import io.quarkus.runtime.StartupEvent;
import io.redoubt.core.script.ComputeDevice;
import io.redoubt.core.script.ConvolutionKernels;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Chooses kernels and device before a worker accepts jobs. A worker whose engine computes incorrectly, or does not see the
 * GPU that it must use, does not start.
 */
@ApplicationScoped
class EngineAtStartup {

    void onStart(@Observes @Priority(1) StartupEvent start) {
        ConvolutionKernels.ofThisMachine();
        ComputeDevice.requireChosen();
    }
}
