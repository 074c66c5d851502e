package io.redoubt.cli.option;

import io.redoubt.api.job.ResultFileNames;
import java.util.Iterator;
import java.util.List;

/** The formats of reports, by the endings of their files. All but {@value #CSV} are stored. */
public final class ReportFormats implements Iterable<String> {

    /** One table of the report, see {@link io.redoubt.api.report.table.ReportTable}. */
    public static final String CSV = "csv";

    @Override
    public Iterator<String> iterator() {
        return List.of("html", "md", "json", CSV).iterator();
    }

    /** The name of the file of a format that is stored. */
    public static String file(String format) {
        return switch (format) {
            case "html" -> ResultFileNames.REPORT_HTML;
            case "md" -> ResultFileNames.REPORT_MARKDOWN;
            case "json" -> ResultFileNames.REPORT_JSON;
            default -> throw new IllegalArgumentException("no report format: " + format);
        };
    }
}
