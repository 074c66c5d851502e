package io.redoubt.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.attack.AttackName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttackMetricsTest {

    private static final AttackName SUITE = AttackName.parse("apgd-ce+square-1000");
    private static final List<AttackFigures> FIGURES = List.of(
            AttackFigures.of("clean", 100, 20, 0.5),
            AttackFigures.of("apgd-ce", 80, 30, 2.25),
            AttackFigures.of("square-1000", 50, 1, 10));

    @Test
    void figuresSurviveARoundTripThroughJobMetrics() {
        Map<String, Double> metrics = AttackMetrics.encode(FIGURES);

        assertThat(metrics)
                .hasSize(9)
                .containsEntry("clean.attacked", 100.0)
                .containsEntry("apgd-ce.fooled", 30.0)
                .containsEntry("square-1000.seconds", 10.0);
        assertThat(AttackMetrics.decode(SUITE, metrics)).contains(FIGURES);
    }

    @Test
    void duplicateAttackIsReadOnceWithItsLastFigures() {
        AttackFigures last = AttackFigures.of("square", 40, 2, 3);
        List<AttackFigures> suite =
                List.of(AttackFigures.of("clean", 50, 0, 1), AttackFigures.of("square", 50, 10, 4), last);

        assertThat(AttackMetrics.decode(AttackName.parse("square+square"), AttackMetrics.encode(suite)))
                .contains(List.of(suite.get(0), last));
    }

    @Test
    void unrecordedFiguresAreMissing() {
        Map<String, Double> metrics = new HashMap<>(AttackMetrics.encode(FIGURES));
        metrics.remove("apgd-ce.attacked");

        assertThat(AttackMetrics.decode(SUITE, metrics)).isEmpty();
    }

    @Test
    void reportHasTheFiguresThatJobsRecord() {
        AttackCost cost = new AttackCost(1, 2, 3, List.of(new AttackFigures("clean", 9, 8, 7, 6, 5, 4)));

        String json = Json.write(cost);

        assertThat(json)
                .isEqualTo("{\"backwardPasses\":2,\"forwardPasses\":1,\"rungs\":[{\"attack\":\"clean\",\"attacked\":9,"
                        + "\"fooled\":8,\"seconds\":4.0}],\"seconds\":3.0}");
        assertThat(Json.read(json.getBytes(StandardCharsets.UTF_8), AttackCost.class)
                        .suite())
                .containsExactly(AttackFigures.of("clean", 9, 8, 4));
    }
}
