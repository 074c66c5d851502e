package io.redoubt.eval.report.plots;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.report.Report;
import io.redoubt.eval.report.figures.SampleEverything;
import io.redoubt.eval.report.figures.SampleExperiment;
import io.redoubt.eval.report.tables.ChecksTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class RadiusCurvesTest {

    private static final Threat LINF = new Threat(Threat.LINF, Radius.parse("8/255"));
    private static final Report REPORT = SampleEverything.document().report();

    @Test
    void everyCurveStartsAtCleanAccuracy() {
        RadiusCurves curves = RadiusCurves.of(REPORT, LINF).orElseThrow();

        assertThat(curves.curves()).hasSize(4);
        RadiusCurves.Curve first = curves.curves().get(0);
        assertThat(first.title())
                .isEqualTo(
                        "none/full-standard: clean 85.9, eps 4/255 56.3, eps 8/255 26.6, eps 16/255 13.3, eps 64/255 0.8");
        assertThat(first.marks()).hasSize(5);
        // 110 of 128 images at the left end: 290 - 110 / 128 * 276 = 52.8.
        assertThat(first.line()).startsWith("52.0,52.8 ");
    }

    /** Four times the radius is twice as far from 0. */
    @Test
    void scaleIsTheSquareRoot() {
        assertThat(RadiusCurves.of(REPORT, LINF).orElseThrow().x())
                .containsExactly(
                        new Axis.Tick("0", "52.0"),
                        new Axis.Tick("4", "155.5"),
                        new Axis.Tick("8", "198.4"),
                        new Axis.Tick("16", "259.0"),
                        new Axis.Tick("64", "466.0"));
    }

    @Test
    void radiiAreFractionsOf255OrDecimals() {
        Threat euclidean = new Threat(Threat.L2, Radius.parse("0.5"));

        assertThat(List.of(0.25, 0.5, 4.0, 1 / 3.0))
                .extracting(eps -> ChecksTable.eps(eps, euclidean))
                .containsExactly("0.25", "0.5", "4", "0.3333");
        assertThat(List.of(8 / 255.0, 0.0157))
                .extracting(eps -> ChecksTable.eps(eps, LINF))
                .containsExactly("8/255", "0.0157");
        assertThat(RadiusCurves.of(REPORT, euclidean).orElseThrow().unit()).isEqualTo("eps");
        assertThat(RadiusCurves.of(REPORT, LINF).orElseThrow().unit()).isEqualTo("eps, in 1/255");
    }

    @Test
    void curvesAreEmptyWithoutChecks() {
        Report unchecked = SampleExperiment.document().report();

        assertThat(RadiusCurves.of(unchecked, LINF)).isEmpty();
        assertThat(ChecksTable.of(unchecked, LINF)).isEmpty();
    }
}
