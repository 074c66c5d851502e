package io.redoubt.core.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processor of a Linux machine.
 *
 * <p>oneDNN 3.7 reads the cache sizes of an AMD processor from CPUID leaf 0x8000001D. Some hypervisors leave it empty.
 * oneDNN then assumes caches of 1 byte, and its conversion to blocked memory layouts drops values. Linux fills {@code
 * /sys/devices/system/cpu/cpu0/cache} from the same leaf if the processor has the flag {@code topoext}.
 *
 * @param id equal on machines with the same kind of processor
 * @param cachesKnown whether oneDNN knows the cache sizes; true on other systems and for processors other than AMD
 */
record Processor(String id, boolean cachesKnown) {

    /** Inspects the machine whose {@code proc} and {@code sys} are in a folder. */
    static Processor of(Path root) {
        List<String> lines = firstProcessor(root.resolve("proc/cpuinfo"));
        String text = String.join(" ", lines);
        List<String> words = List.of(text.split("\\s+"));
        Path cpu = root.resolve("sys/devices/system/cpu/cpu0");
        boolean caches = Files.exists(cpu.resolve("cache/index0"));
        // Without the flag topoext, Linux takes the caches from older leaves, even if 0x8000001D is empty.
        boolean reported = words.contains("topoext") && caches;
        boolean unknown = words.contains("AuthenticAMD") && Files.exists(cpu) && !reported;
        String id = lines.stream()
                .filter(line -> line.startsWith("vendor_id")
                        || line.startsWith("cpu family")
                        || line.startsWith("model")
                        || line.startsWith("stepping")
                        || line.startsWith("flags"))
                .collect(Collectors.joining("\n"));
        return new Processor(id + "\ncaches " + caches, !unknown);
    }

    /** The lines that describe the first processor. */
    private static List<String> firstProcessor(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
            return lines.takeWhile(line -> !line.isBlank()).toList();
        } catch (IOException notLinux) {
            return List.of();
        }
    }
}
