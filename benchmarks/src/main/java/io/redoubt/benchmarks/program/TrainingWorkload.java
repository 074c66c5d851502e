package io.redoubt.benchmarks.program;

import io.redoubt.api.request.ModelSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adversarial training steps.
 *
 * @param model the network
 * @param batch images per step
 * @param attackSteps steps of PGD
 * @param steps training steps in one repetition
 */
public record TrainingWorkload(ModelSpec model, int batch, int attackSteps, int steps) {

    /** Returns the arguments of the programs that run it, Java and Python. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        Map.of(
                        "--architecture",
                        model.architecture(),
                        "--depth",
                        model.depth(),
                        "--width",
                        model.width(),
                        "--batch",
                        batch,
                        "--attack-steps",
                        attackSteps,
                        "--steps",
                        steps)
                .forEach((name, value) -> arguments.addAll(List.of(name, String.valueOf(value))));
        return arguments;
    }

    /** Reads {@link #arguments}. */
    static TrainingWorkload parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            values.put(arguments.get(i), arguments.get(i + 1));
        }
        return new TrainingWorkload(
                new ModelSpec(values.get("--architecture"), number(values, "--depth"), number(values, "--width")),
                number(values, "--batch"),
                number(values, "--attack-steps"),
                number(values, "--steps"));
    }

    private static int number(Map<String, String> values, String name) {
        return Integer.parseInt(values.get(name));
    }
}
