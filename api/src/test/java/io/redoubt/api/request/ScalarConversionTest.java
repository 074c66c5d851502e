package io.redoubt.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scalar of a request is text as it is written, or a number of YAML 1.2, by the type of its field. */
class ScalarConversionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"010", "007", "2024_11_27", "2024-11-27", "1e5", "1.50", "0x1f", "yes", "off", "1_000", "3.0"})
    void textIsTakenAsWritten(String text) {
        ExperimentRequest request = read("name: " + text + "\ndataset: " + text + "\npretrain: [{id: " + text
                + ", task: rotation}]\nfinetune: [{from: \"" + text + "\"}]");

        assertThat(request.name()).isEqualTo(text);
        assertThat(request.id()).startsWith(text + "-");
        assertThat(request.dataset()).isEqualTo(text);
        assertThat(request.pretraining(request.finetune().get(0))).isPresent();
    }

    @Test
    void textOfAnotherValueIsAnotherName() {
        assertThatThrownBy(() -> read("{name: a, pretrain: [{id: 010, task: rotation}], finetune: [{from: 8}]}"))
                .hasMessage("finetune[0].from: '8' is not the id of a pretrain entry; use none or 010");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "-7, -7", "+7, 7", "0, 0", "0x1f, 31", "0o17, 15", "9223372036854775807, 9223372036854775807"})
    void wholeNumbersAreThoseOfYaml12(String written, long seed) {
        assertThat(read("{name: a, seed: " + written + ", finetune: [{}]}").seed())
                .isEqualTo(seed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 010          | seed: '010' begins with 0, which readers of YAML take for octal or decimal; write 10",
                "seed: -007         | seed: '-007' begins with 0, which readers of YAML take for octal or decimal; write -7",
                "seed: 1_000        | seed: '1_000' is not a whole number; use a whole number",
                "seed: \"7\"        | seed: '7' is in quotes; write 7 without them",
                "seed: 1e3          | seed: '1e3' is not a whole number; use a whole number",
                "seed: yes          | seed: 'yes' is not a whole number; use a whole number",
                "seed: [7]          | seed: is a list; use a whole number",
                "seed:              | seed: is empty; write a value, or leave the field out",
                "seed: 9223372036854775808 | seed: 9223372036854775808 is out of range; use -9223372036854775808 to"
                        + " 9223372036854775807",
                "defaults: {finetune: {epochs: 010}} | defaults.finetune.epochs: '010' begins with 0, which readers of"
                        + " YAML take for octal or decimal; write 10",
                "defaults: {finetune: {epochs: 2.0}} | defaults.finetune.epochs: '2.0' is not a whole number; use a"
                        + " whole number, 1 to 100000",
                "defaults: {finetune: {learningRate: fast}} | defaults.finetune.learningRate: 'fast' is not a number;"
                        + " use a number, 0 to 100",
                "defaults: {finetune: {learningRate: .inf}} | defaults.finetune.learningRate: '.inf' is not a number;"
                        + " use a number, 0 to 100",
                "defaults: {finetune: {learningRate: 1e999}} | defaults.finetune.learningRate: 1e999 is out of range;"
                        + " use 0 to 100",
                "defaults: {finetune: {nesterov: yes}} | defaults.finetune.nesterov: 'yes' is not true or false; use"
                        + " true or false",
                "defaults: {finetune: {averaging: {decay: 1}}} | defaults.finetune.averaging.decay: 1 is out of range;"
                        + " use 0 to below 1",
                "defaults: {finetune: {decay: {factor: 0}}} | defaults.finetune.decay.factor: 0 is out of range; use"
                        + " above 0 to 1",
                "threat: {eps: [8, 255]} | threat.eps: is a list; use one value, such as 8/255",
                "threat: {eps: 010} | threat.eps: '010' begins with 0, which readers of YAML take for octal or decimal;"
                        + " write 10",
            })
    void valueOfAnotherTypeIsRefusedWithTheRemedy(String field, String message) {
        assertThatThrownBy(() -> read("name: a\nfinetune: [{}]\n" + field)).hasMessage(message);
    }

    private static ExperimentRequest read(String text) {
        return RequestReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
