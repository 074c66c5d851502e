package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSelectionTest {
    private static final Processor REPORTING = new Processor("reporting", true);
    private static final Processor SILENT = new Processor("silent", false);
    private static final Optional<String> UNSET = Optional.empty();

    @TempDir
    Path folder;

    private final List<String> checked = new ArrayList<>();

    @Test
    void defaultIsChosenWhereItIsCorrect() {
        assertThat(selection(SILENT, UNSET, correct("DEFAULT 1 true", "AVX2 1 true"))
                        .choose())
                .isEqualTo(ConvolutionKernels.CORRECT_DEFAULT);
    }

    @Test
    void fastestCorrectKernelsAreChosen() {
        assertThat(selection(REPORTING, UNSET, correct("AVX 8 false", "SSE41 1 true"))
                        .choose())
                .isEqualTo(new ConvolutionKernels("AVX", 8, false));
        assertThat(checked).containsExactly("DEFAULT", "AVX2", "AVX");
    }

    @Test
    void resultsAreRemembered() {
        selection(SILENT, UNSET, correct("AVX2 16 false")).choose();
        checked.clear();

        assertThat(selection(SILENT, UNSET, correct("DEFAULT 1 true")).choose())
                .isEqualTo(new ConvolutionKernels("AVX2", 16, false));
        assertThat(checked).isEmpty();
    }

    @Test
    void resultsOfAnotherProcessorDoNotCount() {
        selection(SILENT, UNSET, correct("AVX2 16 false")).choose();

        assertThat(selection(REPORTING, UNSET, correct("DEFAULT 1 true")).choose())
                .isEqualTo(ConvolutionKernels.CORRECT_DEFAULT);
    }

    @Test
    void folderThatCannotBeWrittenIsNoError() {
        KernelCache cache = KernelCache.of(Path.of("/proc/none"), "processor", "engine");

        assertThat(new KernelSelection(SILENT, UNSET, correct("AVX 8 false"), cache).choose())
                .isEqualTo(new ConvolutionKernels("AVX", 8, false));
    }

    @Test
    void noCorrectKernelsIsAnError() {
        assertThatThrownBy(() -> selection(SILENT, UNSET, correct()).choose())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[DEFAULT, AVX2, AVX, SSE41]")
                .hasMessageContaining("another machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA"})
    void environmentIsRespected(String variable) {
        Optional<String> requested = KernelSelection.requested(Map.of(variable, "SSE41"));

        assertThat(selection(SILENT, requested, correct("DEFAULT 1 true", "SSE41 1 true"))
                        .choose())
                .isEqualTo(new ConvolutionKernels("SSE41", 1, true));
    }

    @Test
    void incorrectKernelsFromTheEnvironmentAreRefused() {
        Optional<String> requested = KernelSelection.requested(Map.of("ONEDNN_MAX_CPU_ISA", "AVX2"));

        assertThatThrownBy(() ->
                        selection(SILENT, requested, correct("DEFAULT 1 true")).choose())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ONEDNN_MAX_CPU_ISA=AVX2")
                .hasMessageContaining("unset it");
    }

    @Test
    void unknownInstructionSetIsRefused() {
        Optional<String> requested = KernelSelection.requested(Map.of("ONEDNN_MAX_CPU_ISA", "AVX3"));

        assertThatThrownBy(() ->
                        selection(SILENT, requested, correct("AVX3 1 true")).choose())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ONEDNN_MAX_CPU_ISA=AVX3")
                .hasMessageContaining("AVX2, ");
        assertThat(checked).isEmpty();
    }

    @Test
    void emptyVariableCountsAsUnset() {
        assertThat(KernelSelection.requested(Map.of("DNNL_MAX_CPU_ISA", ""))).isEmpty();
    }

    @Test
    void withoutACheckTheReportOfCachesDecides() {
        assertThat(selection(REPORTING, UNSET, KernelSelectionTest::fails).choose())
                .isEqualTo(ConvolutionKernels.CORRECT_DEFAULT);
        assertThat(selection(SILENT, UNSET, KernelSelectionTest::fails).choose())
                .isEqualTo(new ConvolutionKernels("AVX", 8, false));
    }

    @Test
    void requestedInstructionSetIsKeptWithoutACheck() {
        assertThat(selection(SILENT, Optional.of("AVX2"), KernelSelectionTest::fails)
                        .choose())
                .isEqualTo(new ConvolutionKernels("AVX2", 8, false));
    }

    @Test
    void failedCheckAfterAWrongResultAssumesNothingFast() {
        KernelSelection.Check check = isa -> isa.equals("DEFAULT") ? Optional.empty() : fails(isa);

        assertThat(selection(REPORTING, UNSET, check).choose()).isEqualTo(new ConvolutionKernels("AVX", 8, false));
    }

    @Test
    void damagedCachedResultIsCheckedAgain() {
        KernelCache.of(folder, REPORTING.id(), "engine").put("DEFAULT", "DEFAULT 1");

        assertThat(selection(REPORTING, UNSET, correct("DEFAULT 1 true")).choose())
                .isEqualTo(ConvolutionKernels.CORRECT_DEFAULT);
        assertThat(checked).containsExactly("DEFAULT");
    }

    @Test
    void wrongResultIsRemembered() {
        selection(REPORTING, UNSET, correct("AVX 8 false")).choose();
        checked.clear();

        assertThat(selection(REPORTING, UNSET, correct()).choose()).isEqualTo(new ConvolutionKernels("AVX", 8, false));
        assertThat(checked).isEmpty();
    }

    @Test
    void lastPrintedKernelsOfACrashedProcessCount() throws IOException {
        assertThat(KernelCheckProcess.result("started\nAVX 8 false\n", 136))
                .contains(new ConvolutionKernels("AVX", 8, false));
        assertThat(KernelCheckProcess.result("started\n", 136)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, did not start",
        "started, 137, killed",
        "started, 143, killed",
        "'started\nfailed: x', 0, failed: x"
    })
    void processThatDidNotCheckIsAFailure(String output, int status, String message) {
        assertThatThrownBy(() -> KernelCheckProcess.result(output, status))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void checkRunsInAChildProcess() throws IOException {
        assertThat(KernelCheckProcess.ofThisProcess().of("SSE41")).isPresent();
    }

    private KernelSelection selection(Processor processor, Optional<String> requested, KernelSelection.Check check) {
        return new KernelSelection(processor, requested, check, KernelCache.of(folder, processor.id(), "engine"));
    }

    private KernelSelection.Check correct(String... kernels) {
        return isa -> {
            checked.add(isa);
            return List.of(kernels).stream()
                    .map(ConvolutionKernels::parse)
                    .flatMap(Optional::stream)
                    .filter(correct -> correct.isa().equals(isa))
                    .findFirst();
        };
    }

    private static Optional<ConvolutionKernels> fails(String isa) throws IOException {
        throw new IOException("no processes");
    }
}
