package io.redoubt.benchmarks.measure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Python interpreter.
 *
 * @param command starts it
 * @param description {@code torch}, {@code threads} and {@code autoattack}; empty if it or PyTorch is absent
 */
public record Python(String command, Map<String, String> description) {

    /** Asks the interpreter what it has. */
    public static Python of(String command, Path folder) {
        Program program = new Program(
                "python", List.of(command, folder.resolve("pytorch/describe.py").toString()));
        return new Python(command, Harness.describe(program).orElse(Map.of()));
    }

    /** Returns whether it has PyTorch. */
    public boolean hasTorch() {
        return description.containsKey("torch");
    }

    /** Returns whether it has the package {@code autoattack}. */
    public boolean hasAutoAttack() {
        return !description.getOrDefault("autoattack", "no").equals("no");
    }

    /** Returns the note of a table without the figures of PyTorch. */
    public String note() {
        return "Not compared with PyTorch: '" + command + "' is missing or cannot import torch. Set"
                + " REDOUBT_BENCH_PYTHON to an interpreter that can.";
    }
}
