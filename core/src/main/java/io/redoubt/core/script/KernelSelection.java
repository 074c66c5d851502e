package io.redoubt.core.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the fastest kernels that pass a check.
 *
 * @param processor the machine
 * @param requested the instruction set that the environment sets, if any
 * @param check checks an instruction set
 * @param cache results of earlier checks on this machine
 */
record KernelSelection(Processor processor, Optional<String> requested, Check check, KernelCache cache) {
    private static final Logger LOG = LoggerFactory.getLogger(KernelSelection.class);
    /** The cached result of an instruction set without correct kernels. */
    private static final String INCORRECT = "incorrect";

    static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

    /** oneDNN also reads its former name, with lower priority. */
    private static final List<String> VARIABLES = List.of(VARIABLE, "DNNL_MAX_CPU_ISA");

    /** In the order of their speed. */
    private static final List<String> CANDIDATES = List.of(ConvolutionKernels.DEFAULT, "AVX2", "AVX", "SSE41");

    /** oneDNN ignores any other value. */
    private static final Set<String> KNOWN = Set.of(
            ConvolutionKernels.DEFAULT,
            "SSE41",
            "AVX",
            "AVX2",
            "AVX2_VNNI",
            "AVX2_VNNI_2",
            "AVX512_CORE",
            "AVX512_CORE_VNNI",
            "AVX512_CORE_BF16",
            "AVX512_CORE_FP16",
            "AVX512_CORE_AMX",
            "AVX512_CORE_AMX_FP16",
            "AVX10_1_512",
            "AVX10_1_512_AMX",
            "AVX10_1_512_AMX_FP16");

    /** What is correct where oneDNN does not know the caches, should the check not run. */
    private static final String WITHOUT_CACHES = "AVX";

    /** Finds the kernels of an instruction set that are correct on this machine. */
    interface Check {
        /**
         * Checks an instruction set in a process of its own.
         *
         * @return empty if none are correct
         * @throws IOException when the check cannot run
         */
        Optional<ConvolutionKernels> of(String isa) throws IOException;
    }

    static KernelSelection ofThisMachine() {
        Processor processor = Processor.of(Path.of("/"));
        Optional<String> requested = requested(System.getenv());
        KernelCheckProcess check = KernelCheckProcess.ofThisProcess();
        return new KernelSelection(
                processor, requested, check, KernelCache.of(check.engineFolder(), processor.id(), check.id()));
    }

    static Optional<String> requested(Map<String, String> environment) {
        return VARIABLES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** @throws IllegalStateException when no kernels are correct, or those that the environment sets are not, or are unknown */
    ConvolutionKernels choose() {
        requested.ifPresent(KernelSelection::requireKnown);
        List<String> candidates = requested.map(List::of).orElse(CANDIDATES);
        List<String> wrong = new ArrayList<>();
        for (String isa : candidates) {
            try {
                Optional<ConvolutionKernels> correct = checked(isa);
                if (correct.isPresent()) {
                    return correct.get();
                }
                wrong.add(isa);
            } catch (IOException e) {
                return unchecked(!wrong.isEmpty(), e);
            }
        }
        throw new IllegalStateException(requested
                .map(isa -> VARIABLE + "=" + isa + " in the environment: the engine computes convolutions"
                        + " incorrectly with it on this processor; unset it, and a correct setting is chosen")
                .orElse("the engine computes convolutions incorrectly on this processor with each of " + wrong
                        + "; use another machine or a GPU"));
    }

    private static void requireKnown(String isa) {
        if (!KNOWN.contains(isa.toUpperCase(Locale.ROOT))) {
            throw new IllegalStateException(
                    VARIABLE + "=" + isa + " in the environment is not an instruction set that the"
                            + " engine knows; unset it, or use one of "
                            + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    private Optional<ConvolutionKernels> checked(String isa) throws IOException {
        Optional<String> known = cache.get(isa);
        Optional<ConvolutionKernels> kernels = known.flatMap(ConvolutionKernels::parse);
        if (kernels.isPresent() || known.equals(Optional.of(INCORRECT))) {
            return kernels;
        }
        LOG.info("checking the convolutions of the engine on this processor, once, isa={}", isa);
        Optional<ConvolutionKernels> correct = check.of(isa);
        cache.put(isa, correct.map(ConvolutionKernels::toString).orElse(INCORRECT));
        return correct;
    }

    /** @param wrong whether the engine was found to compute incorrectly with another instruction set */
    private ConvolutionKernels unchecked(boolean wrong, IOException cause) {
        ConvolutionKernels assumed = processor.cachesKnown() && !wrong
                ? new ConvolutionKernels(requested.orElse(ConvolutionKernels.DEFAULT), 1, true)
                : new ConvolutionKernels(requested.orElse(WITHOUT_CACHES), ConvolutionKernels.BLOCK, false);
        LOG.warn(
                "the convolutions of the engine could not be checked, assumed correct: {}; {}",
                assumed.description(),
                cause.getMessage());
        return assumed;
    }
}
