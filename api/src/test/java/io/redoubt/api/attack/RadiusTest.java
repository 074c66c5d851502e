package io.redoubt.api.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.request.RequestReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RadiusTest {

    @ParameterizedTest
    @CsvSource({
        "8/255, 8/255, 0.03137254901960784",
        "' 8 / 255 ', 8/255, 0.03137254901960784",
        "0.5/255, 0.5/255, 0.00196078431372549",
        "0.031, 0.031, 0.031",
        "1e-3, 1e-3, 0.001",
        "1, 1, 1",
        "255/255, 255/255, 1",
    })
    void parsesTextToValue(String written, String text, double value) {
        assertThat(Radius.parse(written)).isEqualTo(new Radius(text, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0/255",
                "8/0",
                "0/0",
                "-8/255",
                "8/-255",
                "-0.1",
                "1001",
                "1e9",
                "9999999999/255",
                "NaN",
                "Infinity",
                "0x1p-3",
                "8/255/2",
                "8,5/255",
                "1e-400",
                "٨/٢٥٥"
            })
    void rejectsInvalidText(String written) {
        assertThatThrownBy(() -> Radius.parse(written))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("such as 8/255");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"8/255\"', 8/255",
        "0.03, 0.03",
        "1e-3, 0.001",
        "1.0e-5, 1.0E-5",
        "1, 1.0",
    })
    void readsStringsAndNumbersAndWritesAString(String json, String text) {
        Radius radius = Json.read(json.getBytes(StandardCharsets.UTF_8), Radius.class);

        assertThat(Json.write(radius)).isEqualTo('"' + text + '"');
        assertThat(Json.read(Json.canonical(radius), Radius.class)).isEqualTo(radius);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "8",
                "-8",
                "0.0",
                "-0.03",
                "1.5",
                "1e300",
                "1e400",
                "9999999999",
                "123456789012345678901234567890",
                "true",
                "[]",
                "{}",
                "{text: 8/255, value: 0.9}",
                "null",
                "''",
                ".inf",
                "1e-400"
            })
    void errorNamesTheFieldOfTheRequest(String eps) {
        assertRejected("threat.eps", "{name: a, threat: {eps: " + eps + "}, finetune: [{}]}");
    }

    @Test
    void errorNamesTheFieldOfEveryRadius() {
        assertRejected("evaluate.step", "{name: a, evaluate: {step: 0/255}, finetune: [{}]}");
        assertRejected("evaluate.step", "{name: a, evaluate: {step: 2}, finetune: [{}]}");
        assertRejected("finetune[0].attack.step", "{name: a, finetune: [{attack: {step: 2}}]}");
        assertRejected(
                "pretrain[0].attack.step",
                "{name: a, pretrain: [{id: x, task: rotation, attack: {step: far}}], finetune: [{}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256/255", "1.0000001", "8"})
    void onlyNormL2AllowsRadiiAboveOne(String length) {
        Radius radius = Radius.parse(length);

        assertThat(new Threat(Threat.L2, radius).eps()).isEqualTo(radius);
        assertThatThrownBy(() -> new Threat(Threat.LINF, radius))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("eps: ")
                .hasMessageContaining("at most 1");
    }

    private static void assertRejected(String field, String request) {
        assertThatThrownBy(() -> RequestReader.read(request.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith(field + ": ")
                .extracting(e -> ((InvalidFieldException) e).field())
                .isEqualTo(field);
    }
}
