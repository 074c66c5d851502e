package io.redoubt.benchmarks.measure;

import io.redoubt.benchmarks.program.EngineProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes the machine and the versions.
 *
 * @param root the folder that contains {@code proc} and {@code sys}
 */
public record Machine(Path root) {

    /** Returns a table of processor, memory, versions, threads and kernels, as Markdown. */
    public String markdown(Python python) {
        Map<String, String> engine = Harness.describe(Program.java("engine", EngineProgram.class, List.of()))
                .orElse(Map.of());
        Map<String, String> torch = python.description();
        return Stream.of(
                        List.of("processor", found("proc/cpuinfo", "(?m)^model name\\s*: (.+)$")),
                        List.of("cores", String.valueOf(Runtime.getRuntime().availableProcessors())),
                        List.of("caches", caches()),
                        List.of("memory", memory()),
                        List.of("system", System.getProperty("os.name") + " " + System.getProperty("os.version")),
                        List.of("Java", System.getProperty("java.runtime.version")),
                        List.of("engine", "PyTorch " + engine.getOrDefault("engine", "unknown")),
                        List.of(
                                "compared with",
                                python.hasTorch() ? "PyTorch " + torch.get("torch") : "nothing: PyTorch not found"),
                        List.of(
                                "kernel threads",
                                engine.getOrDefault("threads", "unknown")
                                        + (python.hasTorch() ? ", PyTorch " + torch.get("threads") : "")),
                        List.of(
                                "kernels",
                                engine.getOrDefault("kernels", "unknown").replace(",", ", ")))
                .map(row -> "| " + row.get(0) + " | " + row.get(1) + " |\n")
                .collect(Collectors.joining("", "| | |\n|---|---|\n", ""));
    }

    /** The caches of the first core as the kernel of the system reports them, such as {@code L1d 32K}. */
    String caches() {
        Path caches = root.resolve("sys/devices/system/cpu/cpu0/cache");
        try (Stream<Path> levels = Files.list(caches)) {
            return levels.filter(level -> level.getFileName().toString().startsWith("index"))
                    .sorted()
                    .map(level -> "L" + line(level.resolve("level"))
                            + line(level.resolve("type"))
                                    .replace("Data", "d")
                                    .replace("Instruction", "i")
                                    .replace("Unified", "")
                            + " " + line(level.resolve("size")))
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "not reported";
        }
    }

    String memory() {
        String kilobytes = found("proc/meminfo", "MemTotal:\\s*(\\d+) kB");
        return kilobytes.matches("\\d+") ? Math.round(Long.parseLong(kilobytes) / 1048576.0) + " GiB" : kilobytes;
    }

    private String found(String file, String pattern) {
        try {
            Matcher found = Pattern.compile(pattern).matcher(Files.readString(root.resolve(file)));
            return found.find() ? found.group(1) : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "?";
        }
    }
}
