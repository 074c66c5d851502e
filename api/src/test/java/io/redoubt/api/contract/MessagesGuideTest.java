package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.training.Recipe;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of {@code docs/messages.md} list the existing fields and the values of the presets. */
class MessagesGuideTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, List<String>> ROWS = rows();

    @Test
    void listsExactlyTheFieldsOfARequest() {
        JsonNode request = ContractFiles.schema("experiment-request");
        Set<String> fields = new LinkedHashSet<>();
        request.path("properties").fieldNames().forEachRemaining(fields::add);
        fields.remove("schema");
        request.at("/properties/pretrain/items/properties").fieldNames().forEachRemaining(fields::add);
        request.at("/$defs/finetuneDefaults/properties").fieldNames().forEachRemaining(fields::add);
        Arrays.stream(Recipe.class.getRecordComponents())
                .map(RecordComponent::getName)
                .forEach(fields::add);

        assertThat(ROWS.keySet()).isEqualTo(fields);
    }

    @ParameterizedTest
    @CsvSource({"quick, 2", "paper, 1"})
    void listsTheValuesOfThePreset(String preset, int cellFromTheEnd) {
        JsonNode values = ContractFiles.yaml(Path.of("src/main/resources/presets", preset + ".yaml"));
        Map<String, Set<JsonNode>> expected = new TreeMap<>();
        values.properties().forEach(field -> expected.put(field.getKey(), Set.of(field.getValue())));
        JsonNode defaults = values.path("defaults");
        expected.remove("defaults");
        for (JsonNode entry : List.of(defaults.path("pretrain"), defaults.path("finetune"))) {
            entry.properties().forEach(field -> expected.computeIfAbsent(field.getKey(), name -> new LinkedHashSet<>())
                    .add(field.getValue()));
        }

        Map<String, Set<JsonNode>> documented = new TreeMap<>();
        ROWS.forEach((field, cells) -> {
            Set<JsonNode> inCell = codes(cells.get(cells.size() - cellFromTheEnd)).stream()
                    .map(MessagesGuideTest::value)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!inCell.isEmpty()) {
                documented.put(field, inCell);
            }
        });

        assertThat(documented).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"task, PRETEXT_TASK", "loss, TRAINING_LOSS"})
    void listsEveryName(String field, ExtensionPoint point) {
        assertThat(codes(String.join(" ", ROWS.get(field))))
                .as("add the name to the row %s of docs/messages.md", field)
                .containsAll(point.contractNames());
    }

    @Test
    void listsEveryNorm() {
        assertThat(String.join(" ", ROWS.get("threat")))
                .as("add the name to the row threat of docs/messages.md")
                .contains(ExtensionPoint.NORM.contractNames());
    }

    @Test
    void namesEveryArchitecture() {
        Set<String> named = guide().lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| `"))
                .flatMap(line -> codes(line).stream())
                .collect(Collectors.toSet());

        assertThat(named)
                .as("docs/messages.md, table of architectures: add a row | network | `name` | depth | width |")
                .containsAll(ExtensionPoint.ARCHITECTURE.contractNames());
    }

    private static String guide() {
        return new String(ContractFiles.bytes(ContractFiles.ROOT.resolve("docs/messages.md")), StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        guide().lines()
                .filter(line -> line.startsWith("| `"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::trim).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .forEach(cells -> rows.put(codes(cells.get(0)).get(0), cells));
        return rows;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
    }

    private static JsonNode value(String code) {
        try {
            return YAML.readTree(code);
        } catch (IOException e) {
            throw new AssertionError(code + " is not YAML", e);
        }
    }
}
