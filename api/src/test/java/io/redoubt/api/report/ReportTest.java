package io.redoubt.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final ReportRow ROW = ReportRow.builder("rotation/full-adversarial", "P3,F4", "rotation")
            .standardAccuracy(0.8566)
            .robustAccuracy(0.5040, List.of(0.494, 0.514))
            .attacks(Map.of("pgd-20", 0.5040, "fgsm", 0.6))
            .bestEpoch(OptionalInt.of(46))
            .lastRobustAccuracy(Optional.of(0.4800))
            .work(123456789012L, 1234.5)
            .build();
    private static final Report REPORT = new Report(
            1,
            "paper-0123456789",
            "cifar-10",
            10000,
            Map.of("cat", 5000, "dog", 5000),
            List.of(ROW),
            List.of(),
            Optional.of(new TransferMatrix(List.of("a", "b"), List.of(List.of(0.5, 0.75), List.of(0.25, 0.5)))),
            List.of("an alarm"),
            Map.of("java", "17", "seconds", 1.5, "seeds", List.of(1, 2)));

    @Test
    void jsonRoundTripPreservesTheReport() {
        assertThat(Json.read(Json.canonical(REPORT), Report.class)).isEqualTo(REPORT);
        assertThat(Json.read(Json.pretty(REPORT), Report.class)).isEqualTo(REPORT);
    }

    /** Other tools read these names, so they are listed here, not derived from the classes. */
    @Test
    void usesThePublishedFieldNames() throws Exception {
        JsonNode report = Json.mapper().readTree(Json.canonical(REPORT));

        assertThat(report.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "schema",
                        "experiment",
                        "dataset",
                        "images",
                        "imagesPerClass",
                        "rows",
                        "transfer",
                        "alarms",
                        "provenance");
        assertThat(report.at("/rows/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "subject",
                        "scenario",
                        "pretext",
                        "standardAccuracy",
                        "robustAccuracy",
                        "confidence95",
                        "attacks",
                        "bestEpoch",
                        "lastRobustAccuracy",
                        "forwardPasses",
                        "seconds");
        assertThat(report.at("/transfer").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("subjects", "robustAccuracy");
        assertThat(report.at("/rows/0/attacks/pgd-20").doubleValue()).isEqualTo(0.504);
        assertThat(report.at("/transfer/robustAccuracy/0/1").doubleValue()).isEqualTo(0.75);
    }

    @Test
    void rejectsAMatrixThatIsNotSquare() {
        assertThatThrownBy(() -> new TransferMatrix(List.of("a", "b"), List.of(List.of(0.5, 0.75), List.of(0.25))))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("2 by 2");
    }

    @Test
    void jsonRoundTripPreservesAMissingLastEpoch() {
        ReportRow row = ROW.toBuilder().lastRobustAccuracy(Optional.empty()).build();

        assertThat(Json.read(Json.canonical(row), ReportRow.class)).isEqualTo(row);
    }
}
