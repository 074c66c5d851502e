package io.redoubt.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a valid request has without effect, and what it leaves to defaults. */
class RequestWarningsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pretrain: [{id: x, task: rotation}, {id: y, task: jigsaw}]\\nfinetune: [{from: x}] | 2 pretrain[1]: no"
                        + " finetune entry starts from y",
                "pretrain: [{id: x, task: rotation, diversity: 1}]\\nfinetune: [{from: x}] | 2 pretrain[0].diversity: has no"
                        + " effect with a single task",
                "finetune: [{scope: partial}] | 2 finetune[0]: trains stage 4 and the linear layer on a trunk of random",
                "finetune: [{beta: 3}] | 2 finetune[0].beta: has no effect with loss: madry",
                "finetune: [{training: standard, loss: trades}] | 2 finetune[0].loss: has no effect with training:",
                "finetune: [{frozenBatchNorm: eval}] | 2 finetune[0].frozenBatchNorm: has no effect with scope: full",
                "finetune: [{}]\\nevaluate: {images: 50, checks: 51} | 3 evaluate.checks: 51 is more than evaluate.images, 50;",
            })
    void namesWhatHasNoEffect(String request, String warning) {
        List<RequestProblem> warnings = RequestReader.warnings(bytes("name: a\n" + request.replace("\\n", "\n")));

        assertThat(warnings).singleElement().satisfies(found -> assertThat(found.line() + " " + found.message())
                .startsWith(warning));
    }

    @Test
    void usedEntriesGiveNoWarning() {
        assertThat(
                        RequestReader.warnings(
                                bytes(
                                        "{name: a, pretrain: [{id: x, task: [rotation, jigsaw], diversity: 1}],"
                                                + " finetune: [{from: x, scope: partial, frozenBatchNorm: eval, loss: trades, beta: 3}, {}], evaluate: {images: 50}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: 010, finetune: [{}]}",
                "{name: a, preset: paper, finetune: [{scope: partial, from: x}, {loss: trades}], pretrain: [{id: x, task:"
                        + " [rotation, jigsaw]}, {id: y, task: selfie, training: standard}]}",
                "{name: a, threat: {norm: l2, eps: 0.50}, finetune: [{}], defaults: {finetune: {epochs: 3}}}",
                "{name: a, seed: 0x1f, finetune: [{}], evaluate: {attacks: [pgd-20, corruptions], checks: 7}}"
            })
    void completedRequestHasTheSameId(String request) {
        byte[] completed = RequestReader.complete(bytes(request));

        assertThat(RequestReader.read(completed)).isEqualTo(RequestReader.read(bytes(request)));
        assertThat(RequestReader.read(completed).id())
                .isEqualTo(RequestReader.read(bytes(request)).id());
    }

    @Test
    void completedRequestHasEveryField() {
        String completed = new String(
                RequestReader.complete(bytes("{name: a, pretrain: [{id: x, task: rotation}], finetune: [{}]}")),
                StandardCharsets.UTF_8);

        List<String> fields = RequestSchema.fields(RequestSchema.REQUEST).stream()
                .filter(field -> !List.of("preset", "defaults").contains(field))
                .toList();
        assertThat(fields).allSatisfy(field -> assertThat(completed).contains("\"" + field + "\""));
        for (String part : List.of("model", "threat", "evaluate")) {
            assertThat(RequestSchema.fields(RequestSchema.field(RequestSchema.REQUEST, part)))
                    .allSatisfy(field -> assertThat(completed).contains("\"" + field + "\""));
        }
        for (String part : List.of("pretrain", "finetune")) {
            assertThat(RequestSchema.fields(
                            RequestSchema.field(RequestSchema.REQUEST, part).path("items")))
                    .allSatisfy(field -> assertThat(completed).contains("\"" + field + "\""));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
