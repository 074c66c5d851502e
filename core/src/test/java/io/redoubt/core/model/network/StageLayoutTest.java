package io.redoubt.core.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageLayoutTest {

    @ParameterizedTest
    @CsvSource({
        "10, false, 1, 1, 1, 1",
        "14, true, 1, 1, 1, 1",
        "18, false, 2, 2, 2, 2",
        "26, true, 2, 2, 2, 2",
        "34, false, 3, 4, 6, 3",
        "50, true, 3, 4, 6, 3",
        "101, true, 3, 4, 23, 3",
        "152, true, 3, 8, 36, 3"
    })
    void depthDeterminesBlocks(int depth, boolean bottleneck, int first, int second, int third, int fourth) {
        assertThat(StageLayout.ofDepth(depth))
                .isEqualTo(new StageLayout(bottleneck, List.of(first, second, third, fourth)));
    }

    @ParameterizedTest
    @CsvSource({"2, 10 and 14", "11, 10 and 14", "20, 18 and 26", "100, 98 and 101"})
    void otherDepthsAreRejectedWithTheNearest(int depth, String nearest) {
        assertThatThrownBy(() -> StageLayout.ofDepth(depth)).hasMessageEndingWith("the nearest are " + nearest);
    }

    @Test
    void depthCountsTheWeightLayers() {
        for (int depth : new int[] {10, 14, 18, 26, 34, 38, 42, 50, 101, 152, 1202}) {
            StageLayout layout = StageLayout.ofDepth(depth);
            int blocks = layout.blocks().stream().mapToInt(Integer::intValue).sum();
            assertThat(blocks * (layout.bottleneck() ? 3 : 2) + 2).isEqualTo(depth);
        }
    }
}
