package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionKernelsTest {
    private static final String AMD = "AuthenticAMD";
    private static final String CACHE = "sys/devices/system/cpu/cpu0/cache/index0";
    private static final String NO_CACHE = "sys/devices/system/cpu/cpu0/topology";
    private static final Map<String, String> UNSET = Map.of();

    @TempDir
    Path root;

    @Test
    void amdProcessorWithKnownCachesUsesTheDefault() throws IOException {
        machine(AMD, "sse2 topoext avx2", CACHE);

        assertUsesDefault();
    }

    @Test
    void amdProcessorWithoutCachesIsLimitedToAvx() throws IOException {
        machine(AMD, "sse2 topoext avx2", NO_CACHE);

        assertThat(kernels(UNSET).limit()).contains("AVX");
        assertThat(kernels(UNSET).description()).startsWith("AVX").contains("does not report its caches");
    }

    @Test
    void cachesFromOlderCpuidLeavesAreIgnored() throws IOException {
        machine(AMD, "sse2 avx2", CACHE);

        assertThat(kernels(UNSET).limit()).contains("AVX");
    }

    @Test
    void otherProcessorUsesTheDefault() throws IOException {
        machine("GenuineIntel", "sse2 avx2", NO_CACHE);

        assertUsesDefault();
    }

    @Test
    void machineWithoutSysUsesTheDefault() throws IOException {
        machine(AMD, "sse2 topoext avx2", "sys");

        assertUsesDefault();
    }

    @Test
    void machineWithoutProcUsesTheDefault() {
        assertUsesDefault();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA"})
    void environmentTakesPrecedence(String variable) throws IOException {
        machine(AMD, "topoext", NO_CACHE);

        ConvolutionKernels kernels = kernels(Map.of(variable, "SSE41"));

        assertThat(kernels.limit()).isEmpty();
        assertThat(kernels.supports(12, 20)).isTrue();
        assertThat(kernels.description()).isEqualTo("SSE41 (set in the environment)");
    }

    @Test
    void emptyVariableCountsAsUnset() throws IOException {
        machine(AMD, "topoext", NO_CACHE);

        assertThat(kernels(Map.of("DNNL_MAX_CPU_ISA", "")).limit()).contains("AVX");
    }

    @Test
    void logReportsAnUnsafeInstructionSetFromTheEnvironment() throws IOException {
        machine(AMD, "topoext", NO_CACHE);

        assertThat(kernels(Map.of("ONEDNN_MAX_CPU_ISA", "AVX2")).description())
                .startsWith("AVX2 (set in the environment)")
                .contains("gradients may be wrong");
    }

    @ParameterizedTest
    @CsvSource({"1,2", "3,8", "8,7", "8,16", "24,64"})
    void limitedKernelsSupportWholeBlocks(long in, long out) throws IOException {
        machine(AMD, "topoext", NO_CACHE);

        assertThatCode(() -> kernels(UNSET).check("conv1.weight", out, in, 3, 3))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"3,12", "12,16", "20,20", "8,9"})
    void limitedKernelsRejectPartialBlocks(long in, long out) throws IOException {
        machine(AMD, "topoext", NO_CACHE);

        for (ConvolutionKernels kernels :
                new ConvolutionKernels[] {kernels(UNSET), kernels(Map.of("ONEDNN_MAX_CPU_ISA", "avx"))}) {
            assertThatThrownBy(() -> kernels.check("layer1.0.conv1.weight", out, in, 3, 3))
                    .isInstanceOf(InvalidFieldException.class)
                    .hasMessageStartingWith("model.width: ")
                    .hasMessageContaining("layer1.0.conv1.weight")
                    .hasMessageContaining("from %d to %d channels", in, out)
                    .hasMessageContaining("multiple of 8")
                    .hasMessageContaining("ONEDNN_MAX_CPU_ISA=SSE41");
        }
    }

    @Test
    void onlyConvolutionsAreChecked() throws IOException {
        machine(AMD, "topoext", NO_CACHE);

        assertThatCode(() -> kernels(UNSET).check("fc.weight", 10, 12)).doesNotThrowAnyException();
    }

    private void assertUsesDefault() {
        assertThat(kernels(UNSET).limit()).isEmpty();
        assertThat(kernels(UNSET).supports(12, 20)).isTrue();
        assertThat(kernels(UNSET).description()).isEqualTo("DEFAULT");
    }

    private ConvolutionKernels kernels(Map<String, String> environment) {
        return ConvolutionKernels.of(root, environment);
    }

    private void machine(String vendor, String flags, String folder) throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve(folder));
        Files.writeString(root.resolve("proc/cpuinfo"), """
                processor\t: 0
                vendor_id\t: %1$s
                flags\t\t: fpu %2$s smap

                processor\t: 1
                vendor_id\t: %1$s
                """.formatted(vendor, flags));
    }
}
