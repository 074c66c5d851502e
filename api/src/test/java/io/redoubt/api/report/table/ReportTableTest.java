package io.redoubt.api.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.FailedSubject;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.TransferMatrix;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReportTableTest {

    private static final Report REPORT = new Report(
            SchemaVersion.VERSION,
            "toy-1",
            "toy",
            100,
            Map.of(),
            List.of(ReportRow.builder("none/full", "P1,F4", "none")
                    .standardAccuracy(0.75)
                    .robustAccuracy(0.5, List.of(0.4, 0.6))
                    .attacks(Map.of("pgd-20", 0.55, "autoattack", 0.5))
                    .bestEpoch(OptionalInt.of(3))
                    .work(1000, 2.5)
                    .costs(Map.of("pgd-20", new AttackCost(20, 19, 1.5, List.of())))
                    .corruptions(Optional.of(new CorruptionAccuracy(0.6, 0.7, Map.of("fog", List.of(0.9, 0.8)))))
                    .build()),
            List.of(new FailedSubject("a/full", "P3,F4", "rotation", "attack/a, \"no memory\"\nuse less")),
            Optional.of(new TransferMatrix(List.of("x", "y"), List.of(List.of(0.1, 0.2), List.of(0.3, 0.4)))),
            List.of("=SUM(A1)", "-1 is negative", "plain"),
            Map.of());

    @Test
    void resultsAreReadBackWithTheirQuotes() throws IOException {
        List<String[]> rows = read(ReportTable.RESULTS);

        assertThat(rows.get(0)).startsWith("experiment", "subject", "scenario").endsWith("failure");
        assertThat(rows.get(1))
                .containsExactly(
                        "toy-1",
                        "none/full",
                        "P1,F4",
                        "none",
                        "0.75",
                        "0.5",
                        "0.4",
                        "0.6",
                        "",
                        "3",
                        "0.6",
                        "1000",
                        "2.5",
                        "false",
                        "");
        assertThat(rows.get(2)).startsWith("toy-1", "a/full").endsWith("attack/a, \"no memory\"\nuse less");
        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(15));
    }

    @Test
    void otherTablesHaveOneValuePerRow() throws IOException {
        assertThat(read(ReportTable.ATTACKS))
                .extracting(row -> String.join(";", row))
                .containsExactly(
                        "experiment;subject;attack;accuracy;forwardPasses;backwardPasses;seconds",
                        "toy-1;none/full;autoattack;0.5;;;",
                        "toy-1;none/full;pgd-20;0.55;20;19;1.5");
        assertThat(read(ReportTable.TRANSFER)).hasSize(5).contains(new String[] {"toy-1", "x", "y", "0.2"});
        assertThat(read(ReportTable.CORRUPTIONS))
                .hasSize(3)
                .contains(new String[] {"toy-1", "none/full", "fog", "2", "0.8"});
    }

    @Test
    void textThatASpreadsheetWouldEvaluateIsPrecededByAnApostrophe() throws IOException {
        assertThat(read(ReportTable.ALARMS))
                .extracting(row -> row[1])
                .containsExactly("alarm", "'=SUM(A1)", "'-1 is negative", "plain");
    }

    @Test
    void unknownTableIsRefused() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> ReportTable.named("--table", "result"))
                .withMessageContaining("did you mean results?");
    }

    private static List<String[]> read(ReportTable table) throws IOException {
        try (MappingIterator<String[]> rows = CsvMapper.csvBuilder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .build()
                .readerFor(String[].class)
                .readValues(table.csv(REPORT))) {
            return rows.readAll();
        }
    }
}
