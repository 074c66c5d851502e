package io.redoubt.eval.report.page;

import io.redoubt.api.Json;
import io.redoubt.eval.report.figures.ReportDocument;
import io.redoubt.eval.report.plots.CorruptionRadar;
import io.redoubt.eval.report.plots.RadiusCurves;
import io.redoubt.eval.report.plots.ScatterPlot;
import io.redoubt.eval.report.plots.TrainingCurves;
import io.redoubt.eval.report.tables.AttackTable;
import io.redoubt.eval.report.tables.ChecksTable;
import io.redoubt.eval.report.tables.CorruptionTable;
import io.redoubt.eval.report.tables.ExampleGrid;
import io.redoubt.eval.report.tables.NamedValue;
import io.redoubt.eval.report.tables.ResultTable;
import io.redoubt.eval.report.tables.TransferTable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Renders the report as a self-contained HTML file without scripts and external resources. The file is also well-formed XML. */
public final class HtmlReport {

    private HtmlReport() {}

    /** Returns the content of {@code report.html}. */
    public static String render(ReportDocument document) {
        Map<String, Object> data = new HashMap<>();
        data.put("css", ReportTemplates.text("report.css"));
        data.put("report", document.report());
        data.put("summary", NamedValue.summary(document));
        data.put("table", ResultTable.of(document.report(), document.request()));
        data.put("transfer", TransferTable.of(document.report()).orElse(null));
        data.put("attacks", AttackTable.of(document.report(), document.request()));
        data.put(
                "checks",
                ChecksTable.of(document.report(), document.request().threat()).orElse(null));
        data.put(
                "radii",
                RadiusCurves.of(document.report(), document.request().threat()).orElse(null));
        data.put("corruptions", CorruptionTable.of(document.report()).orElse(null));
        data.put("radar", CorruptionRadar.of(document.report()).orElse(null));
        data.put("scatter", ScatterPlot.of(document.report()));
        data.put("curves", TrainingCurves.of(document).orElse(null));
        data.put("grid", ExampleGrid.of(document).orElse(null));
        data.put("provenance", NamedValue.provenance(document.report().provenance()));
        data.put("request", new String(Json.pretty(document.request()), StandardCharsets.UTF_8));
        return ReportTemplates.render("report.html", data);
    }
}
