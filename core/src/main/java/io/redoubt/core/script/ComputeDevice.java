package io.redoubt.core.script;

import ai.djl.Device;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The choice of the device that holds tensors and computes: the variable {@code REDOUBT_DEVICE}. */
public final class ComputeDevice {
    private static final String VARIABLE = "REDOUBT_DEVICE";
    static final String PROPERTY = "redoubt.device";
    private static final String AUTO = "auto";
    private static final Pattern FORM = Pattern.compile("auto|cpu|cuda(?::([0-9]{1,3}))?");

    private ComputeDevice() {}

    /**
     * Fails if this process must use a device that it does not have. It loads the engine only if a device is chosen.
     *
     * @throws IllegalStateException if the value is not a device, or the engine does not see this GPU
     */
    public static void requireChosen() {
        String chosen = chosen();
        requireForm(chosen);
        if (!chosen.equals(AUTO)) {
            of(chosen, TorchRuntime.gpus());
        }
    }

    /** The value of the variable. */
    static String chosen() {
        return Optional.ofNullable(System.getProperty(PROPERTY, System.getenv(VARIABLE)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(AUTO);
    }

    /**
     * The device of a name.
     *
     * @param chosen {@code cpu}, {@code cuda} for the first GPU, {@code cuda:N}, or {@code auto} for the first GPU if there
     *     is one and the CPU otherwise
     * @param gpus the number of GPUs that the engine sees
     * @throws IllegalStateException if the name is not a device, or the engine does not see this GPU
     */
    static Device of(String chosen, int gpus) {
        Matcher form = requireForm(chosen);
        if (chosen.equals("cpu") || chosen.equals(AUTO) && gpus == 0) {
            return Device.cpu();
        }
        int index = form.group(1) == null ? 0 : Integer.parseInt(form.group(1));
        if (index >= gpus) {
            throw new IllegalStateException(VARIABLE + "=" + chosen + ": the engine sees "
                    + (gpus == 0 ? "no GPU" : "the GPUs cuda:0 to cuda:" + (gpus - 1))
                    + "; use an image with CUDA and give it a GPU (docs/gpu.md), or choose another device");
        }
        return Device.gpu(index);
    }

    private static Matcher requireForm(String chosen) {
        Matcher form = FORM.matcher(chosen);
        if (!form.matches()) {
            throw new IllegalStateException(
                    VARIABLE + "=" + chosen + " is not a device; use cpu, cuda, cuda:1 or auto");
        }
        return form;
    }
}
