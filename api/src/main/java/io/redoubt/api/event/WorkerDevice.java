package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SanitizedText;
import java.util.Optional;

/**
 * The device on which a worker computes. Fields that are not known are omitted from JSON.
 *
 * @param name {@code cpu}, or {@code cuda:} and the number of the GPU
 * @param model name of the GPU, such as {@code NVIDIA H200}
 * @param threads threads that compute one operation on the CPU
 * @param memoryBytes memory of the GPU, or of the machine or container of a worker on the CPU
 * @param memoryUsedBytes used memory of the GPU, by all processes, or memory of the process of a worker on the CPU
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record WorkerDevice(
        String name,
        Optional<String> model,
        Optional<Integer> threads,
        Optional<Long> memoryBytes,
        Optional<Long> memoryUsedBytes) {

    public WorkerDevice {
        name = SanitizedText.line(Require.present("device.name", name));
        model = model == null ? Optional.empty() : model.map(SanitizedText::line);
        threads = positive("device.threads", threads);
        memoryBytes = positive("device.memoryBytes", memoryBytes);
        memoryUsedBytes = positive("device.memoryUsedBytes", memoryUsedBytes);
    }

    private static <T extends Number> Optional<T> positive(String field, Optional<T> value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.filter(number -> number.longValue() < 1).isPresent()) {
            throw new InvalidFieldException(field, value.get() + " is not positive; leave it out if it is not known");
        }
        return value;
    }

    /** Returns the name with the model, such as {@code cuda:0 (NVIDIA H200)}. */
    public String title() {
        return model.map(text -> name + " (" + text + ")").orElse(name);
    }
}
