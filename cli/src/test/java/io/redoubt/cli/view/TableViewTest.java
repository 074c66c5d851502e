package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.FailedSubject;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableViewTest {

    @Test
    void columnsAreAlignedAndFractionsArePercentages() {
        Report report = report(
                row("none/full-standard", "P1,F3", "none", 0.9424, 0, 92, 1234.56),
                row("rotation/full-adversarial", "P3,F4", "rotation", 0.8566, 0.504, 46, 7));

        assertThat(TableView.of(report).lines())
                .containsExactly(
                        "scenario  pretext   model                       TA %   RA %  95 % interval  epochs  seconds",
                        "P1,F3     none      none/full-standard         94.24   0.00  0.00 - 100.00      92   1234.6",
                        "P3,F4     rotation  rotation/full-adversarial  85.66  50.40  0.00 - 100.00      46      7.0");
    }

    @Test
    void ensembleHasNoEpochs() {
        ReportRow ensemble = ReportRow.builder("a/full-adversarial+b/full-adversarial", "P3,F4", "jigsaw+selfie")
                .standardAccuracy(0.8564)
                .robustAccuracy(0.5332, List.of(0.0, 1.0))
                .work(0, 1)
                .build();

        assertThat(TableView.of(report(ensemble)).lines())
                .last()
                .isEqualTo("P3,F4     jigsaw+selfie  a/full-adversarial+b/full-adversarial"
                        + "  85.64  53.32  0.00 - 100.00       -      1.0");
    }

    @Test
    void failedSubjectIsMarkedWithItsReason() {
        Report report = new Report(
                SchemaVersion.VERSION,
                "small-1",
                "set",
                100,
                Map.of(),
                List.of(),
                List.of(new FailedSubject("none/full-standard", "P1,F3", "none", "finetune/a: the loss is NaN")),
                Optional.empty(),
                List.of(),
                Map.of());

        assertThat(TableView.of(report).lines().skip(1))
                .containsExactly(
                        "P1,F3     none     none/full-standard  failed  failed              -       -        -",
                        "none/full-standard failed: finetune/a: the loss is NaN");
    }

    @Test
    void emptyReportHasAHeader() {
        assertThat(TableView.of(report()).lines())
                .containsExactly("scenario  pretext  model  TA %  RA %  95 % interval  epochs  seconds");
    }

    private static Report report(ReportRow... rows) {
        return new Report(
                SchemaVersion.VERSION,
                "small-1",
                "set",
                100,
                Map.of(),
                List.of(rows),
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of());
    }

    private static ReportRow row(
            String subject, String scenario, String pretext, double standard, double robust, int best, double seconds) {
        return ReportRow.builder(subject, scenario, pretext)
                .standardAccuracy(standard)
                .robustAccuracy(robust, List.of(0.0, 1.0))
                .bestEpoch(OptionalInt.of(best))
                .work(0, seconds)
                .build();
    }
}
