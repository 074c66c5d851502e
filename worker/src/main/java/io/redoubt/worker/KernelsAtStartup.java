package io.redoubt.worker;

import io.quarkus.runtime.StartupEvent;
import io.redoubt.core.script.ConvolutionKernels;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Chooses the kernels before a worker accepts jobs. A worker whose engine computes incorrectly does not start. */
@ApplicationScoped
class KernelsAtStartup {

    void onStart(@Observes @Priority(1) StartupEvent start) {
        ConvolutionKernels.ofThisMachine();
    }
}
