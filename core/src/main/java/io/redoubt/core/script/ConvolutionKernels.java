package io.redoubt.core.script;

import io.redoubt.api.InvalidFieldException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instruction set that oneDNN may use for convolutions on the CPU.
 *
 * <p>oneDNN 3.7 reads the cache sizes of an AMD processor from CPUID leaf 0x8000001D. Some hypervisors leave it empty.
 * oneDNN then assumes caches of 1 byte, and its conversion to blocked memory layouts drops values: outputs and gradients
 * are wrong, without an error. Under AVX the blocks hold 8 channels, and only numbers of channels above 8 that are not a
 * multiple of 8 are affected. See docs/decisions/0008.
 *
 * @param cachesKnown whether oneDNN knows the cache sizes
 * @param requested the instruction set that the environment sets, if any
 */
record ConvolutionKernels(boolean cachesKnown, Optional<String> requested) {
    static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

    /** oneDNN also reads its former name, with lower priority. */
    private static final List<String> VARIABLES = List.of(VARIABLE, "DNNL_MAX_CPU_ISA");

    private static final String AVX = "AVX";
    private static final int BLOCK = 8;

    private static final String REJECTION = """
            tensor '%s' is a convolution from %d to %d channels. This AMD processor does not report its caches, and without \
            them the engine computes a convolution incorrectly if a number of channels is above 8 and not a multiple of 8. \
            Use a width of 1, 2, 4 or a multiple of 8, use a machine that reports its caches, or set \
            ONEDNN_MAX_CPU_ISA=SSE41 in the environment, which is correct for every width but 2 to 5 times slower\
            """;

    /**
     * Inspects a Linux machine. On other systems, and for processors other than AMD, the cache sizes count as known.
     *
     * @param root the folder that contains {@code proc} and {@code sys}
     * @param environment the variables of this process
     */
    static ConvolutionKernels of(Path root, Map<String, String> environment) {
        Optional<String> requested = VARIABLES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
        return new ConvolutionKernels(!isAmdWithoutCaches(root), requested);
    }

    /** The value to set for {@link #VARIABLE}, if any. */
    Optional<String> limit() {
        return cachesKnown || requested.isPresent() ? Optional.empty() : Optional.of(AVX);
    }

    /** Whether a convolution with these numbers of input and output channels is computed correctly. */
    boolean supports(long in, long out) {
        boolean blocksMustBeFull = !cachesKnown && requested.orElse(AVX).equalsIgnoreCase(AVX);
        return !blocksMustBeFull || fillsBlocks(in) && fillsBlocks(out);
    }

    /**
     * Rejects the weight of a convolution that would be computed incorrectly.
     *
     * @param shape (out, in, height, width) for a convolution; other ranks are accepted
     * @throws InvalidFieldException naming the width of the network
     */
    void check(String tensor, long... shape) {
        if (shape.length == 4 && !supports(shape[1], shape[0])) {
            throw new InvalidFieldException("model.width", REJECTION.formatted(tensor, shape[1], shape[0]));
        }
    }

    /** One line for the log. */
    String description() {
        String isa = requested
                .map(value -> value + " (set in the environment)")
                .or(() -> limit().map(value -> value + " (this AMD processor does not report its caches)"))
                .orElse("DEFAULT");
        boolean unsafe =
                !cachesKnown && requested.filter(value -> !isSafe(value)).isPresent();
        return unsafe ? isa + "; gradients may be wrong: this AMD processor does not report its caches" : isa;
    }

    private static boolean isSafe(String isa) {
        return isa.equalsIgnoreCase(AVX) || isa.equalsIgnoreCase("SSE41");
    }

    private static boolean fillsBlocks(long channels) {
        return channels <= BLOCK || channels % BLOCK == 0;
    }

    private static boolean isAmdWithoutCaches(Path root) {
        List<String> processor = firstProcessor(root.resolve("proc/cpuinfo"));
        Path cpu = root.resolve("sys/devices/system/cpu/cpu0");
        boolean amd = processor.contains("AuthenticAMD");
        // Without the flag topoext, Linux takes the caches from older leaves, even if 0x8000001D is empty.
        boolean reported = processor.contains("topoext") && Files.exists(cpu.resolve("cache/index0"));
        return amd && Files.exists(cpu) && !reported;
    }

    /** The words in the description of the first processor. */
    private static List<String> firstProcessor(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
            return lines.takeWhile(line -> !line.isBlank())
                    .flatMap(line -> Stream.of(line.split("\\s+")))
                    .toList();
        } catch (IOException notLinux) {
            return List.of();
        }
    }
}
