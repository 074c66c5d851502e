package io.redoubt.api.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The field that the error of an invalid request names. */
class RequestFieldsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name                | {name: ../../etc, finetune: [{}]}",
                "name                | {finetune: [{}]}",
                "name                | {name: [a], finetune: [{}]}",
                "finetune            | {name: a}",
                "finetune            | {name: a, finetune: []}",
                "finetune            | {name: a, finetune: 3}",
                "finetune[0]         | {name: a, finetune: [full]}",
                "pretrain[0].task    | {name: a, pretrain: [{id: x, task: colour}], finetune: [{}]}",
                "pretrain[0].task[1] | {name: a, pretrain: [{id: x, task: [rotation, colour]}], finetune: [{}]}",
                "pretrain[0].task    | {name: a, pretrain: [{id: x, task: [rotation, rotation]}], finetune: [{}]}",
                "pretrain[0].task    | {name: a, pretrain: [{id: x, task: []}], finetune: [{}]}",
                "pretrain[0].task[0] | {name: a, pretrain: [{id: x, task: [[rotation]]}], finetune: [{}]}",
                "pretrain[0].task    | {name: a, pretrain: [{id: x, task: 3}], finetune: [{}]}",
                "pretrain[0].task    | {name: a, pretrain: [{id: x}], finetune: [{}]}",
                "pretrain[0].diversity | {name: a, pretrain: [{id: x, task: [rotation, jigsaw], diversity: -1}],"
                        + " finetune: [{}]}",
                "pretrain[0].diversity | {name: a, pretrain: [{id: x, task: rotation, diversity: 101}], finetune:"
                        + " [{}]}",
                "pretrain[0].id      | {name: a, pretrain: [{id: a/b, task: rotation}], finetune: [{}]}",
                "pretrain[0].id      | {name: a, pretrain: [{id: none, task: rotation}], finetune: [{}]}",
                "pretrain[1].id      | {name: a, pretrain: [{id: x, task: rotation}, {id: x, task: rotation}],"
                        + " finetune: [{}]}",
                "pretrain[0].epochs  | {name: a, pretrain: [{id: x, task: rotation, epochs: -2}], finetune: [{}]}",
                "finetune[0].epochs  | {name: a, finetune: [{epochs: 2.5}]}",
                "finetune[0].epochs  | {name: a, finetune: [{epochs: many}]}",
                "finetune[0].epochs  | {name: a, finetune: [{epochs: }]}",
                "finetune[0].epoch   | {name: a, finetune: [{epoch: 2}]}",
                "finetune[0].scope   | {name: a, finetune: [{scope: half}]}",
                "finetune[0].from    | {name: a, finetune: [{from: rotation}]}",
                "finetune[1]         | {name: a, finetune: [{}, {}]}",
                "finetune[0].attack.steps | {name: a, finetune: [{attack: {steps: 0}}]}",
                "finetune[0].loss    | {name: a, finetune: [{loss: hinge}]}",
                "finetune[0].beta    | {name: a, finetune: [{loss: trades, beta: -1}]}",
                "finetune[0].labelSmoothing | {name: a, finetune: [{labelSmoothing: 0.6}]}",
                "finetune[0].frozenBatchNorm | {name: a, finetune: [{frozenBatchNorm: frozen}]}",
                "finetune[0].objective | {name: a, finetune: [{objective: {beta: 9}}]}",
                "pretrain[0].loss    | {name: a, pretrain: [{id: x, task: rotation, loss: trades}], finetune: [{}]}",
                "finetune[0].averaging.method | {name: a, finetune: [{averaging: {method: mean}}]}",
                "finetune[0].averaging.decay | {name: a, finetune: [{averaging: {decay: 1}}]}",
                "finetune[0].averaging.start | {name: a, finetune: [{averaging: {start: 1.5}}]}",
                "finetune[0].averaging | {name: a, finetune: [{averaging: ema}]}",
                "finetune[0].decay.drops | {name: a, finetune: [{decay: {drops: [0.8, 0.6]}}]}",
                "finetune[0].decay.drops[0] | {name: a, finetune: [{decay: {drops: [60, 80]}}]}",
                "finetune[0].decay.factor | {name: a, finetune: [{decay: {factor: 0}}]}",
                "finetune[0].decay.floor | {name: a, finetune: [{decay: {floor: 0.2}}]}",
                "finetune[0].decay.floors | {name: a, finetune: [{decay: {floors: 0.2}}]}",
                "threat.eps          | {name: a, threat: {eps: .nan}, finetune: [{}]}",
                "threat.eps          | {name: a, threat: {eps: 8/0}, finetune: [{}]}",
                "threat.eps          | {name: a, threat: {eps: -8/255}, finetune: [{}]}",
                "threat.eps          | {name: a, threat: {eps: NaN}, finetune: [{}]}",
                "threat.eps          | {name: a, threat: {eps: 8}, finetune: [{}]}",
                "threat.norm         | {name: a, threat: {norm: l7}, finetune: [{}]}",
                "model.depth         | {name: a, model: {depth: 1}, finetune: [{}]}",
                "model.architecture  | {name: a, model: {architecture: lenet}, finetune: [{}]}",
                "model.architecture  | {name: a, model: {architecture: 3}, finetune: [{}]}",
                "dataset             | {name: a, dataset: /etc/passwd, finetune: [{}]}",
                "evaluate.attacks[0] | {name: a, evaluate: {attacks: [magic]}, finetune: [{}]}",
                "evaluate.attacks    | {name: a, evaluate: {attacks: []}, finetune: [{}]}",
                "evaluate.ensembles  | {name: a, evaluate: {ensembles: 3}, finetune: [{}]}",
                "evaluate.ensembles[0] | {name: a, evaluate: {ensembles: [none/full-adversarial]}, finetune: [{}]}",
                "evaluate.ensembles[0] | {name: a, evaluate: {ensembles: [[]]}, finetune: [{}]}",
                "evaluate.ensembles[0] | {name: a, evaluate: {ensembles: [null]}, finetune: [{}]}",
                "evaluate.ensembles[0][0] | {name: a, evaluate: {ensembles: [[null, null]]}, finetune: [{}]}",
                "evaluate.ensembles[0] | {name: a, evaluate: {ensembles: [[none/full-adversarial]]}, finetune: [{}]}",
                "evaluate.ensembles[0] | {name: a, evaluate: {ensembles: [[a, b, c, d, e, f, g, h, i]]}, finetune:"
                        + " [{}]}",
                "evaluate.ensembles[0] | {name: a, evaluate: {ensembles: [[none/full-adversarial,"
                        + " x/full-adversarial]]}, finetune: [{}]}",
                "evaluate.ensembles[0] | {name: a, evaluate: {ensembles: [[none/full-adversarial,"
                        + " none/full-adversarial]]}, finetune: [{}]}",
                "evaluate.ensembles[1] | {name: a, evaluate: {ensembles: [[a, b], [b, a]]}, finetune: [{}]}",
                "evaluate.transfer   | {name: a, evaluate: {transfer: true}, finetune: [{}]}",
                "evaluate.transfer   | {name: a, evaluate: {transfer: all}, finetune: [{}, {training: standard}]}",
                "preset              | {name: a, preset: slow, finetune: [{}]}",
                "defaults.evaluate   | {name: a, defaults: {evaluate: {}}, finetune: [{}]}",
                "defaults.finetune   | {name: a, defaults: {finetune: 3}, finetune: [{}]}",
                "defaults.finetune   | {name: a, defaults: {finetune: }, finetune: [{}]}",
                "defaults.pretrain.epoch | {name: a, defaults: {pretrain: {epoch: 3}}, finetune: [{}]}",
                "defaults.pretrain.id | {name: a, defaults: {pretrain: {id: x}}, finetune: [{}]}",
                "finetune[0].recipe  | {name: a, finetune: [{recipe: {epochs: 9}}]}",
                "finetune[0].scope   | {name: a, finetune: [{scope: 1}]}",
                "name                | {name: a2345678901234567890123456789012345678901234567890123, finetune: [{}]}",
                "schema              | {name: a, schema: 99, finetune: [{}]}",
                "seeds               | {name: a, seeds: 1, finetune: [{}]}",
                "threat.eps          | {name: a, threat: {norm: l2}, finetune: [{}]}",
                "threat.eps          | {name: a, threat: {norm: l2, eps: far}, finetune: [{}]}",
                "threat.norm         | {name: a, threat: {norm: l1, eps: 12}, finetune: [{}]}",
                "pretrain[0].task    | {name: a, threat: {norm: l2, eps: 1}, pretrain: [{id: j, task: [rotation,"
                        + " jigsaw]}], finetune: [{}]}",
            })
    void namesTheInvalidField(String field, String request) {
        assertThatThrownBy(() -> read(request))
                .isInstanceOf(InvalidFieldException.class)
                .extracting(e -> ((InvalidFieldException) e).field())
                .isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "3",
                "{name: a",
                "\u0000\u0001",
                "a: b: c",
                "{name: a, finetune: [{}]}\n---\n{name: b, finetune: [{}]}"
            })
    void rejectsTextThatIsNotARequest(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableMessageException.class);
    }

    private static void read(String text) {
        RequestReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
