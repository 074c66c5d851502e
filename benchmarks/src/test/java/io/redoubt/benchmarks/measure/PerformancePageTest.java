package io.redoubt.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerformancePageTest {
    private static final List<String> ORDER = List.of("training", "attacks");
    private static final PerformancePage PAGE = new PerformancePage("""
            # Performance
            <!-- benchmarks:begin -->
            <!-- benchmarks:end -->
            Prose.
            """);

    @Test
    void tablesReplaceThoseBetweenTheMarkersInOrder() {
        PerformancePage page = PAGE.with(ORDER, "two cores\n", Map.of("attacks", "old\n"));

        PerformancePage again =
                page.with(ORDER, "two cores\n", Map.of("attacks", "PGD-20\n", "training", "depth 10\n"));

        assertThat(again.text()).isEqualTo("""
                # Performance
                <!-- benchmarks:begin -->
                two cores

                <!-- section:training -->
                depth 10

                <!-- section:attacks -->
                PGD-20

                <!-- benchmarks:end -->
                Prose.
                """);
    }

    @Test
    void otherSectionsAreKeptOnTheSameMachine() {
        PerformancePage page = PAGE.with(ORDER, "two cores\n", Map.of("training", "depth 10\n"));

        PerformancePage same = page.with(ORDER, "two cores\n", Map.of("attacks", "PGD-20\n"));
        PerformancePage other = page.with(ORDER, "four cores\n", Map.of("attacks", "PGD-20\n"));

        assertThat(same.text()).contains("two cores", "depth 10", "PGD-20");
        assertThat(other.text()).contains("four cores", "PGD-20").doesNotContain("two cores", "depth 10");
    }

    @Test
    void pageWithoutMarkersIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PerformancePage("# Performance\n"))
                .withMessageContaining("<!-- benchmarks:begin -->");
    }

    @Test
    void documentationHasTheMarkers() throws Exception {
        String text = Files.readString(Path.of("../docs/performance.md"));

        assertThat(new PerformancePage(text).text()).startsWith("# Performance");
    }
}
