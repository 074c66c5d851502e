package io.redoubt.worker;

import io.redoubt.api.event.WorkerDevice;
import io.redoubt.core.script.EngineDevice;
import io.redoubt.pipeline.job.DeviceSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The device of the engine. */
@ApplicationScoped
class EngineDeviceSource implements DeviceSource {

    @Override
    public Optional<WorkerDevice> device() {
        return EngineDevice.current();
    }
}
