package io.redoubt.cli.option;

import io.redoubt.api.job.ResultFileNames;
import java.util.Iterator;
import java.util.List;

/** The formats in which reports are stored, by the endings of their files. */
public final class ReportFormats implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return List.of("html", "md", "json").iterator();
    }

    /** The name of the file of a format. */
    public static String file(String format) {
        return switch (format) {
            case "html" -> ResultFileNames.REPORT_HTML;
            case "md" -> ResultFileNames.REPORT_MARKDOWN;
            case "json" -> ResultFileNames.REPORT_JSON;
            default -> throw new IllegalArgumentException("no report format: " + format);
        };
    }
}
