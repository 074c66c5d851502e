package io.redoubt.core.script;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.util.Utils;
import com.google.gson.Gson;
import com.sun.jna.Native;
import io.redoubt.data.random.RandomStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@link KernelCheck} in a child process: incorrect kernels may end the process.
 *
 * @param classPath of the engine and this module
 * @param properties system properties that select and configure the engine
 * @param environment variables that select and configure the engine
 */
record KernelCheckProcess(List<String> classPath, Map<String, String> properties, Map<String, String> environment)
        implements KernelSelection.Check {
    private static final int MINUTES = 5;

    /** Exit statuses after SIGKILL, as by the kernel when memory is short, and after SIGTERM. */
    private static final Set<Integer> KILLED = Set.of(137, 143);

    private static final List<String> PREFIXES =
            List.of("ai.djl.", "DJL_", "ENGINE_", "PYTORCH_", "OMP_", "GOMP_", "MKL_", "OPENBLAS_", "LD_LIBRARY_PATH");

    static KernelCheckProcess ofThisProcess() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(KernelCheckProcess::configuresEngine)
                .forEach(name -> properties.put(name, System.getProperty(name)));
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeIf(name -> !configuresEngine(name));
        return new KernelCheckProcess(classPathOfEngine(), properties, environment);
    }

    private static boolean configuresEngine(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** The folder of the engine's native libraries. */
    Path engineFolder() {
        return Utils.getEngineCacheDir("pytorch");
    }

    /** Equal for processes with the same engine, number of threads and check. */
    String id() {
        List<String> jars = classPath.stream()
                .map(entry -> Path.of(entry).getFileName().toString())
                .toList();
        return KernelCheck.VERSION + " " + KernelThreads.ofThisProcess() + " " + jars + properties + environment;
    }

    @Override
    public Optional<ConvolutionKernels> of(String isa) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+SuppressFatalErrorMessage"));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-Dai.djl.offline=true",
                "-D" + ComputeDevice.PROPERTY + "=cpu",
                "-cp",
                String.join(File.pathSeparator, classPath),
                KernelCheck.class.getName(),
                isa));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> output(process));
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("the check took more than " + MINUTES + " minutes");
            }
            return result(output.join(), process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the check was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String output(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The result of a check. The last kernels that the process printed count, even if it crashed later: it has found nothing
     * better.
     *
     * @param output of the process
     * @param status its exit status
     * @return empty if no kernels are correct
     * @throws IOException when the process did not check the kernels, or was killed before it had
     */
    static Optional<ConvolutionKernels> result(String output, int status) throws IOException {
        if (output.lines().noneMatch(KernelCheck.STARTED::equals)) {
            throw new IOException("the engine did not start in a child process");
        }
        if (KILLED.contains(status)) {
            throw new IOException("the check was killed");
        }
        Optional<String> failure = output.lines()
                .filter(line -> line.startsWith(KernelCheck.FAILED))
                .findFirst();
        if (failure.isPresent()) {
            throw new IOException("the check " + failure.get());
        }
        return output.lines()
                .map(ConvolutionKernels::parse)
                .flatMap(Optional::stream)
                .reduce((first, last) -> last);
    }

    private static List<String> classPathOfEngine() {
        Set<String> locations = new LinkedHashSet<>();
        try {
            for (Class<?> type : List.of(
                    KernelCheck.class,
                    RandomStream.class,
                    io.redoubt.api.InvalidFieldException.class,
                    Engine.class,
                    PtEngine.class,
                    Native.class,
                    Gson.class,
                    org.apache.commons.compress.archivers.ArchiveEntry.class,
                    org.slf4j.Logger.class)) {
                locations.add(location(type));
            }
            locations.add(location("native/lib/pytorch.properties"));
            locations.add(location("jnilib/pytorch.properties"));
            return List.copyOf(locations);
        } catch (IOException | URISyntaxException | RuntimeException unusualClassLoader) {
            return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        }
    }

    private static String location(Class<?> type) throws URISyntaxException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(source.getLocation().toURI()).toString();
    }

    private static String location(String resource) throws IOException, URISyntaxException {
        URL url = PtEngine.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IOException(resource + " is not on the class path");
        }
        String jar = url.toString();
        return Path.of(new URI(jar.substring("jar:".length(), jar.indexOf("!/"))))
                .toString();
    }
}
