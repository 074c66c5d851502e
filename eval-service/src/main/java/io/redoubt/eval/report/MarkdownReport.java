package io.redoubt.eval.report;

import io.redoubt.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The report as Markdown: the paper's table, alarms and provenance. */
public final class MarkdownReport {

    private MarkdownReport() {}

    /** The content of {@code report.md}. */
    public static String render(ReportDocument document) {
        return Templates.render(
                "report.md",
                Map.of(
                        "report", document.report(),
                        "summary", Fact.summary(document),
                        "table", ResultTable.of(document.report(), document.request()),
                        "provenance", Fact.provenance(document.report().provenance()),
                        "request", new String(Json.pretty(document.request()), StandardCharsets.UTF_8)));
    }
}
