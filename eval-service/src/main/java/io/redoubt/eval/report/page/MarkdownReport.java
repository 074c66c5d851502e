package io.redoubt.eval.report.page;

import io.redoubt.api.Json;
import io.redoubt.api.SanitizedText;
import io.redoubt.eval.report.figures.ReportDocument;
import io.redoubt.eval.report.tables.AttackTable;
import io.redoubt.eval.report.tables.ChecksTable;
import io.redoubt.eval.report.tables.CorruptionTable;
import io.redoubt.eval.report.tables.NamedValue;
import io.redoubt.eval.report.tables.ResultTable;
import io.redoubt.eval.report.tables.TransferTable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Renders the report as Markdown: the paper's table, attacks and cost, checks, corruptions, transfer matrix, alarms, provenance. */
public final class MarkdownReport {

    private MarkdownReport() {}

    /** Returns the content of {@code report.md}. */
    public static String render(ReportDocument document) {
        Map<String, Object> data = new HashMap<>();
        data.put("report", document.report());
        data.put("summary", NamedValue.summary(document));
        data.put("table", ResultTable.of(document.report(), document.request()));
        data.put("attacks", AttackTable.of(document.report(), document.request()));
        data.put(
                "checks",
                ChecksTable.of(document.report(), document.request().threat()).orElse(null));
        data.put("corruptions", CorruptionTable.of(document.report()).orElse(null));
        data.put("transfer", TransferTable.of(document.report()).orElse(null));
        data.put("provenance", NamedValue.provenance(document.report().provenance()));
        data.put("request", SanitizedText.lines(new String(Json.pretty(document.request()), StandardCharsets.UTF_8)));
        return ReportTemplates.render("report.md", data);
    }
}
