package io.redoubt.api.report.table;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Comma-separated values as in RFC 4180, with line feeds. */
final class Csv {

    /** Spreadsheets evaluate a text that begins with one of these as a formula, quoted or not. */
    private static final String FORMULA = "=+-@\t\r";

    private static final ObjectWriter WRITER = CsvMapper.csvBuilder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writer();

    private Csv() {}

    /**
     * Returns a header and rows.
     *
     * @param rows texts, numbers, booleans, and null for empty cells. A text that a spreadsheet would evaluate as a formula
     *     is preceded by an apostrophe
     */
    static String text(List<String> columns, List<List<Object>> rows) {
        StringWriter text = new StringWriter();
        try (SequenceWriter writer = WRITER.writeValues(text)) {
            writer.write(columns);
            for (List<Object> row : rows) {
                writer.write(row.stream().map(Csv::cell).toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Object cell(Object value) {
        if (value == null) {
            return ""; // the library omits a null, and with it the column
        }
        return value instanceof String text && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : value;
    }
}
