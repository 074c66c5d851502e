package io.redoubt.eval.report.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.core.corruption.Corruptions;
import io.redoubt.eval.report.figures.SampleExperiment;
import io.redoubt.eval.report.tables.CorruptionTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorruptionRadarTest {

    private static final double PIXELS_OF_A_CHARACTER = 7;
    private static final double WIDTH = 640;
    private static final double HEIGHT = 450;

    @Test
    void everyCorruptionHasAnAxisWithItsLabelInsideTheImage() {
        CorruptionRadar radar = radar(1, 0.5);

        assertThat(radar.axes()).hasSize(19).allSatisfy(axis -> {
            double x = Double.parseDouble(axis.labelX());
            double width = PIXELS_OF_A_CHARACTER * axis.name().length();
            double left =
                    switch (axis.anchor()) {
                        case "start" -> x;
                        case "end" -> x - width;
                        default -> x - width / 2;
                    };
            assertThat(left).isGreaterThanOrEqualTo(0);
            assertThat(left + width).isLessThanOrEqualTo(WIDTH);
            assertThat(Double.parseDouble(axis.labelY())).isBetween(12.0, HEIGHT - 4);
        });
        assertThat(radar.axes().get(12).name()).isEqualTo("elastic transform");
    }

    @Test
    void distanceOfAVertexIsItsAccuracy() {
        CorruptionRadar radar = radar(1, 0.5);

        assertThat(radar.areas().get(0).points().split(" ")).hasSize(19).allSatisfy(corner -> {
            String[] xy = corner.split(",");
            double distance = Math.hypot(
                    Double.parseDouble(xy[0]) - CorruptionRadar.CENTRE_X,
                    Double.parseDouble(xy[1]) - CorruptionRadar.CENTRE_Y);
            assertThat(distance).isCloseTo(CorruptionRadar.RADIUS / 2, within(0.1));
        });
        assertThat(radar.areas().get(0).points()).startsWith("320.0,140.0 ");
        assertThat(radar.rings())
                .extracting(CorruptionRadar.Ring::label)
                .containsExactly("20", "40", "60", "80", "100");
    }

    @Test
    void subjectsWithoutAPolygonAreCounted() {
        CorruptionRadar radar = radar(8, 0.5);

        assertThat(radar.areas()).hasSize(6);
        assertThat(radar.left()).isEqualTo(2);
    }

    @Test
    void chartIsEmptyWithoutCorruptions() {
        assertThat(CorruptionRadar.of(SampleExperiment.document().report())).isEmpty();
        assertThat(CorruptionTable.of(SampleExperiment.document().report())).isEmpty();
    }

    private static CorruptionRadar radar(int subjects, double share) {
        Map<String, List<Double>> families = new HashMap<>();
        Corruptions.names().forEach(family -> families.put(family, Collections.nCopies(5, share)));
        List<ReportRow> rows = new ArrayList<>();
        for (int i = 0; i < subjects; i++) {
            rows.add(ReportRow.builder("subject" + i, "P1,F4", "none")
                    .corruptions(Optional.of(new CorruptionAccuracy(share, share, families)))
                    .build());
        }
        Report report = SampleExperiment.document().report();
        return CorruptionRadar.of(SampleExperiment.with(report, Map.of("rows", rows)))
                .orElseThrow();
    }
}
