package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.report.RobustBenchEntry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code robustbench.json} has the format of RobustBench and therefore no schema version. */
class RobustBenchTest {

    private static final JsonNode GOLDEN =
            ContractFiles.json(Path.of("src/test/resources/golden/robustbench/robustbench.json"));
    private static final String SUBJECT = "rotation/full-adversarial";

    @Test
    void exampleIsValid() {
        assertThat(ContractFiles.problems("robustbench", GOLDEN)).isEmpty();
    }

    @Test
    void jsonRoundTripPreservesTheExample() throws Exception {
        Map<String, RobustBenchEntry> entries =
                Json.mapper().convertValue(GOLDEN, new TypeReference<Map<String, RobustBenchEntry>>() {});

        assertThat(Json.mapper().readTree(Json.canonical(entries))).isEqualTo(GOLDEN);
    }

    /** RobustBench defines these names, so they are listed here, not derived from the class. */
    @Test
    void entryUsesTheFieldNamesOfRobustBench() {
        assertThat(GOLDEN.get(SUBJECT).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "link",
                        "name",
                        "authors",
                        "additional_data",
                        "number_forward_passes",
                        "dataset",
                        "venue",
                        "architecture",
                        "eps",
                        "clean_acc",
                        "reported",
                        "autoattack_acc",
                        "corruptions_acc",
                        "unreliable");
    }

    @ParameterizedTest
    @CsvSource({"clean_acc, 0.8566", "clean_acc, 85.7", "reported, 101.00", "autoattack_acc, -"})
    void rejectsAccuraciesThatAreNotPercentWithTwoDecimals(String field, String text) {
        JsonNode other = GOLDEN.deepCopy();
        ((ObjectNode) other.get(SUBJECT)).put(field, text);

        assertThat(ContractFiles.problems("robustbench", other)).isNotEmpty();
    }
}
