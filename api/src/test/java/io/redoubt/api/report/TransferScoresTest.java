package io.redoubt.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SchemaVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferScoresTest {

    @Test
    void ofReturnsPredictionsByAttack() {
        assertThat(scores(Map.of("a", Map.of("fgsm", List.of(0, 2)))).of("a")).isEqualTo(Map.of("fgsm", List.of(0, 2)));
    }

    @Test
    void errorNamesAMissingSource() {
        assertThatThrownBy(() -> scores(Map.of()).of("a"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("sources.a");
    }

    @Test
    void rejectsMissingPredictions() {
        assertThatThrownBy(() -> scores(Map.of("a", Map.of("fgsm", List.of(0)))))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("sources.a.fgsm");
    }

    @Test
    void rejectsASourceWithoutAttacks() {
        assertThatThrownBy(() -> scores(Map.of("a", Map.of())))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("sources.a");
    }

    private static TransferScores scores(Map<String, Map<String, List<Integer>>> sources) {
        return new TransferScores(SchemaVersion.VERSION, List.of(0, 1), sources);
    }
}
