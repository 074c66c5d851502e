package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportViewTest {

    @Test
    void alarmsFollowTheTable() {
        Report report = new Report(
                SchemaVersion.VERSION,
                "small-1",
                "set",
                100,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of("accuracy is no better than guessing", "classes missing"),
                Map.of());

        assertThat(ReportView.of(report).lines())
                .containsExactly(
                        "scenario  pretext  model  TA %  RA %  95 % interval  epochs  seconds",
                        "alarm: accuracy is no better than guessing", "alarm: classes missing");
    }
}
