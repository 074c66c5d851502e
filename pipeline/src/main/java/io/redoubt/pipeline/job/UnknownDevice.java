package io.redoubt.pipeline.job;

import io.quarkus.arc.DefaultBean;
import io.redoubt.api.event.WorkerDevice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The device of a process without an engine. */
@DefaultBean
@ApplicationScoped
class UnknownDevice implements DeviceSource {

    @Override
    public Optional<WorkerDevice> device() {
        return Optional.empty();
    }
}
