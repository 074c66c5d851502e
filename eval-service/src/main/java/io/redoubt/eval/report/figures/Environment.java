package io.redoubt.eval.report.figures;

import io.redoubt.core.script.ConvolutionKernels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where and when a report is created.
 *
 * @param software versions by name, such as {@code djl}, and the {@code convolution-kernels} of the machine
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param cores number of processors available to the process
 * @param created time of creation
 */
public record Environment(Map<String, String> software, String java, String os, int cores, Instant created) {

    public Environment {
        software = Map.copyOf(software);
    }

    /** Returns the environment of this process. */
    public static Environment current(Instant created) {
        return new Environment(
                versions(),
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                created);
    }

    private static Map<String, String> versions() {
        Properties versions = new Properties();
        try (InputStream in = Environment.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("versions.properties cannot be read from the class path", e);
        }
        Map<String, String> software = new TreeMap<>();
        versions.stringPropertyNames().forEach(name -> software.put(name, versions.getProperty(name)));
        software.put("convolution-kernels", ConvolutionKernels.ofThisMachine().description());
        return software;
    }
}
