package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.core.corruption.Corruptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Four images of class 1 in two shards, at two severities. */
class CorruptionAccuraciesTest {

    private static final List<Integer> LABELS = List.of(1, 1, 1, 1);
    private static final CorruptionScores FIRST = shard(0, List.of(1, 1), List.of(1, 0));
    private static final CorruptionScores SECOND = shard(2, List.of(1, 0), List.of(0, 0));

    @Test
    void accuraciesAreOverTheImagesOfAllShards() {
        CorruptionAccuracy found =
                CorruptionAccuracies.of(List.of(SECOND, FIRST), LABELS).orElseThrow();

        assertThat(found.families()).containsOnlyKeys(Corruptions.names());
        assertThat(found.families().get("fog")).containsExactly(0.75, 0.25);
        assertThat(found.of("fog")).isEqualTo(0.5);
        assertThat(found.core()).isEqualTo(0.5);
    }

    @Test
    void extraFamiliesHaveASeparateMean() {
        CorruptionScores harsh = with(FIRST, "spatter", List.of(List.of(0, 0), List.of(0, 0)));

        CorruptionAccuracy found =
                CorruptionAccuracies.of(List.of(harsh, SECOND), LABELS).orElseThrow();

        assertThat(found.core()).isEqualTo(0.5);
        assertThat(found.extra()).isCloseTo((3 * 0.5 + 0.125) / 4, within(1e-12));
    }

    @Test
    void accuraciesAreEmptyWithoutShards() {
        assertThat(CorruptionAccuracies.of(List.of(), LABELS)).isEmpty();
    }

    @Test
    void missingShardIsNamed() {
        assertThatThrownBy(() -> CorruptionAccuracies.of(List.of(SECOND), LABELS))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("instead of 0");
        assertThatThrownBy(() -> CorruptionAccuracies.of(List.of(FIRST), LABELS))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("same images");
    }

    @Test
    void missingFamilyIsNamed() {
        assertThatThrownBy(() -> CorruptionAccuracies.of(
                        List.of(new CorruptionScores(SchemaVersion.VERSION, 0, LABELS, Map.of())), LABELS))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("gaussian_noise");
    }

    @Test
    void shardWithOtherSeveritiesIsNamed() {
        assertThatThrownBy(() ->
                        CorruptionAccuracies.of(List.of(FIRST, with(SECOND, "snow", List.of(List.of(1, 1)))), LABELS))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("snow");
    }

    private static CorruptionScores shard(int from, List<Integer> mild, List<Integer> severe) {
        Map<String, List<List<Integer>>> families = new HashMap<>();
        Corruptions.names().forEach(family -> families.put(family, List.of(mild, severe)));
        return new CorruptionScores(SchemaVersion.VERSION, from, List.of(1, 1), families);
    }

    private static CorruptionScores with(CorruptionScores shard, String family, List<List<Integer>> predicted) {
        Map<String, List<List<Integer>>> families = new HashMap<>(shard.families());
        families.put(family, predicted);
        return new CorruptionScores(shard.schema(), shard.from(), shard.labels(), families);
    }
}
