package io.redoubt.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.event.ControlCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void canonicalJsonDoesNotDependOnMapOrder() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", Map.of("y", 1, "x", List.of(3, 1, 2)));
        one.put("a", "ä");
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("a", "ä");
        other.put("b", new LinkedHashMap<>(Map.of("x", List.of(3, 1, 2), "y", 1)));

        assertThat(Json.canonical(one)).isEqualTo(Json.canonical(other));
        assertThat(Json.write(one)).isEqualTo("{\"a\":\"ä\",\"b\":{\"x\":[3,1,2],\"y\":1}}");
    }

    @Test
    void canonicalJsonOfATreeEqualsThatOfItsValue() throws Exception {
        JsonNode tree = Json.mapper().readTree("{\"experiment\": \"a-0\", \"schema\": 1, \"action\": \"cancel\"}");

        assertThat(Json.canonical(tree))
                .isEqualTo(Json.canonical(Json.mapper().treeToValue(tree, ControlCommand.class)));
    }

    /** Fingerprints hash these bytes. A change makes all stored results unusable. */
    @Test
    void canonicalJsonIsStable() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "a\"\\\n\u2028é\ud83d\ude00");
        value.put("numbers", List.of(0, -1, 9007199254740993L, 0.1, 3.0e-4, 1.0, 1.0e21, 2.0e-3, 2.0e23, 1.1e-5));
        value.put("flags", List.of(true, false));
        value.put("none", Optional.empty());
        value.put("some", Optional.of("x"));
        value.put("time", Instant.parse("2026-11-23T10:15:30.120Z"));
        value.put("B", Map.of());
        value.put("empty", List.of());

        assertThat(Json.write(value))
                .isEqualTo("{\"B\":{},\"empty\":[],\"flags\":[true,false],\"none\":null,"
                        + "\"numbers\":[0,-1,9007199254740993,0.1,3.0E-4,1.0,1.0E21,0.002,2.0E23,1.1E-5],\"some\":\"x\","
                        + "\"text\":\"a\\\"\\\\\\n\u2028é\\uD83D\\uDE00\",\"time\":\"2026-11-23T10:15:30.120Z\"}");
        assertThat(Json.sha256(Json.canonical(value)))
                .isEqualTo("46d06deac39c247dc58ea76452fa182bb9c76aaade17337fa5c2d191a93aa6ff");
    }

    @Test
    void sha256MatchesTheStandardTestVector() {
        assertThat(Json.sha256("abc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "3",
                "[]",
                "{",
                "{} {}",
                "{\"schema\":1,\"experiment\":\"a\"}",
                "{\"schema\":1,\"experiment\":\"a\",\"action\":\"explode\"}",
                "{\"schema\":1,\"experiment\":\"a\",\"action\":0}",
                "{\"schema\":1,\"experiment\":\"a/b\",\"action\":\"cancel\"}",
                "{\"schema\":3,\"experiment\":\"a\",\"action\":\"cancel\"}",
                "{\"schema\":\"1\",\"experiment\":\"a\",\"action\":\"cancel\"}",
                "{\"schema\":1.5,\"experiment\":\"a\",\"action\":\"cancel\"}",
                "{\"experiment\":\"a\",\"action\":\"cancel\"}",
            })
    void rejectsInvalidMessages(String json) {
        assertThatThrownBy(() -> Json.read(json.getBytes(StandardCharsets.UTF_8), ControlCommand.class))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("ControlCommand");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                              | no valid JSON at line 1, column 2",
                "{\"schema\":1,\"schema\":1}     | a field is written twice at line 1, column 21",
                "{\"schema\":1,\"experiment\":\"a\",\"action\":\"explode\"} | action: is missing or is not one of cancel,"
                        + " pause, resume, forget",
                "{\"schema\":\"1\",\"experiment\":\"a\",\"action\":\"cancel\"} | schema: is missing or is not a whole"
                        + " number",
                "{\"schema\":1,\"experiment\":[],\"action\":\"cancel\"} | experiment: is missing or is not text",
                "{\"schema\":1,\"experiment\":\"A\",\"action\":\"cancel\"} | experiment: 'A' is not a valid name; use 1 to"
                        + " 63 of a-z 0-9 . _ -, starting with a letter or digit",
            })
    void describesProblemsInItsOwnWords(String json, String problem) {
        assertThatThrownBy(() -> Json.read(json.getBytes(StandardCharsets.UTF_8), ControlCommand.class))
                .hasMessage("not a readable ControlCommand: " + problem);
    }

    @Test
    void rejectsDeepNestingWithoutStackOverflow() {
        String deep = "[".repeat(100_000);

        assertThatThrownBy(() -> Json.read(deep.getBytes(StandardCharsets.UTF_8), Object.class))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void sanitizesNamesAndStringsAtEveryDepth() {
        byte[] json = "{\"a\\u001b[2J\":[{\"b\":\"x\\ny\\u202ez\"}],\"n\":1.5}".getBytes(StandardCharsets.UTF_8);

        assertThat(Json.write(Json.readSanitized(json, Map.class)))
                .isEqualTo("{\"a?[2J\":[{\"b\":\"x?y?z\"}],\"n\":1.5}");
    }

    @Test
    void textOfSeveralLinesKeepsItsLines() {
        assertThat(SanitizedText.lines("a\n\tb\r\u001b[31m\u202e\u2028c")).isEqualTo("a\n\tb??[31m??c");
    }
}
