package io.redoubt.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Resources of a process.
 *
 * @param handles open file handles
 * @param threads number of threads
 * @param resident resident memory in KiB
 * @param live bytes of the Java heap that are in use after a full collection
 */
record ProcessResources(long handles, long threads, long resident, long live) {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    /** Measures a Java process of this user, after a full garbage collection. */
    static ProcessResources of(long pid) {
        long live = live(pid);
        try (Stream<Path> handles = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            String status = Files.readString(Path.of("/proc/" + pid + "/status"));
            return new ProcessResources(handles.count(), figure(status, "Threads"), figure(status, "VmRSS"), live);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot inspect process " + pid, e);
        }
    }

    private static long figure(String status, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(status);
        if (!line.find()) {
            throw new IllegalStateException("no " + name + " in " + status);
        }
        return Long.parseLong(line.group(1));
    }

    private static long live(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = TOTAL.matcher(histogram);
            if (!total.find()) {
                throw new IllegalStateException("no histogram of " + pid + ": " + histogram);
            }
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run jcmd", e);
        }
    }
}
