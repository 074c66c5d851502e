package io.redoubt.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redoubt.api.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages for a request that cannot be accepted. */
class RequestProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, finetune: [{epoch: 1}]}       | finetune[0].epoch: is not a field here; did you mean epochs?",
                "{name: a, finetune: [{learning_rate: 1}]} | finetune[0].learning_rate: is not a field here; did you"
                        + " mean learningRate?",
                "{name: a, finetune: [{batch_size: 64}]} | finetune[0].batch_size: is not a field here; did you mean"
                        + " batch?",
                "{name: a, finetune: [{learningRate: 0,1}]} | finetune[0].1: is not a field here; write numbers with a decimal"
                        + " point, as in 0.1. The fields here are",
                "{name: a, fintune: [{}]}                | fintune: is not a field here; did you mean finetune? The"
                        + " fields here are dataset, defaults, evaluate, finetune, model, name, preset, pretrain,"
                        + " schema, seed, threat",
                "{name: a, finetune: [{}], epochs: 3}    | epochs: is not a field here; it is a field of"
                        + " defaults.finetune, defaults.pretrain, finetune, pretrain.",
                "{name: a, finetune: [{steps: 3}]}       | finetune[0].steps: is not a field here; it is a field of"
                        + " defaults.finetune.attack, defaults.pretrain.attack, finetune.attack, pretrain.attack.",
                "{name: a, finetune: [{recipe: {}}]}     | finetune[0].recipe: is not a field here. The fields here are"
                        + " attack,",
                "{name: a, finetune: [{epochs:3}]}       | finetune[0].epochs:3: needs a space after the colon, as in"
                        + " epochs: 2",
                "{name: a, defaults: {evaluate: {}}, finetune: [{}]} | defaults.evaluate: is not a field here; it is a"
                        + " field of the request itself. The fields here are finetune, pretrain",
            })
    void unknownFieldIsAnsweredWithTheNearestAndAllFields(String request, String message) {
        assertThatThrownBy(() -> read(request)).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{finetune: [{}]}      | name: is missing; every request needs name and finetune",
                "{name: a}             | finetune: is missing; every request needs name and finetune",
                "{name: a, finetune: []} | finetune: is empty; write at least one entry",
                "{name: a, finetune: {}} | finetune: is not a list; begin each of its entries with -",
                "{name: a, finetune: [{}], evaluate: {attacks: pgd-20}} | evaluate.attacks: is not a list; write it as"
                        + " [pgd-20]",
                "{name: a, finetune: [{}], evaluate: {ensembles: [a, b]}} | evaluate.ensembles[0]: is not a list; write"
                        + " two or more entries, as in [[a, b]]",
                "{name: a, finetune: [full]} | finetune[0]: is not an object; its fields are attack, augmentation,",
                "{name: a, pretrain: [{id: x}], finetune: [{}]} | pretrain[0].task: is missing; every entry needs id and"
                        + " task",
                "{name: a, finetune: [{training: bogus}]} | finetune[0].training: 'bogus' is not known; use standard or"
                        + " adversarial",
                "{name: a, finetune: [{loss: hinge}]}  | finetune[0].loss: 'hinge' is not known; use madry",
                "{name: a, threat: {norm: l7}, finetune: [{}]} | threat.norm: 'l7' is not known; use linf",
                "{name: a, preset: slow, finetune: [{}]} | preset: 'slow' is not known; use quick or paper",
                "{name: a, pretrain: [{id: x, task: colour}], finetune: [{}]} | pretrain[0].task: 'colour' is not known;"
                        + " use rotation, jigsaw",
                "{name: a, finetune: [{averaging: ema}]} | finetune[0].averaging: is not an object; its fields"
                        + " are decay, method, start",
                "{name: a, finetune: [{epochs: 0}]}    | finetune[0].epochs: 0 is out of range; use 1 to 100000",
                "{name: a, schema: 2, finetune: [{}]}  | schema: 2 is not",
            })
    void everyProblemNamesTheValueAndTheRemedy(String request, String message) {
        assertThatThrownBy(() -> read(request)).hasMessageStartingWith(message);
    }

    @Test
    void allProblemsAreReportedWithTheirLines() {
        String request = """
                name: a b
                seed: x
                dataset: /etc
                pretrain:
                  - {id: r, task: rotation}
                  - id: r
                    task: rotation
                finetune:
                  - from: s
                    attack:
                      steps: 0
                  - {epoch: 2, batch: 0, nesterov: true, momentum: 0}
                  - from: r
                    step: 3
                defaults:
                  finetune: {scope: half}
                """;

        InvalidRequestException e = catchThrowableOfType(InvalidRequestException.class, () -> read(request));

        assertThat(e.problems())
                .extracting(problem -> problem.line() + " " + problem.field())
                .containsExactly(
                        "2 seed",
                        "11 finetune[0].attack.steps",
                        "12 finetune[1].epoch",
                        "12 finetune[1].batch",
                        "14 finetune[2].step",
                        "16 defaults.finetune.scope",
                        "1 name",
                        "3 dataset",
                        "6 pretrain[1].id");
        assertThat(e).hasMessageStartingWith("seed: 'x' is not a whole number; use a whole number; also finetune[0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, fintune: [{epochs: 1}]} | fintune",
                "{Name: a, finetune: [{}]}         | Name",
            })
    void misspeltRequiredFieldIsOneProblem(String request, String field) {
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> read(request))
                        .problems())
                .extracting(RequestProblem::field)
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "My Exp | 'My Exp' is not a valid name; use 1 to 52 of a-z 0-9 . _ -, starting with a letter or digit",
                "a..b   | 'a..b' is not a valid name; use 1 to 52 of a-z 0-9 . _ -, starting with a letter or digit,"
                        + " without two dots in a row",
            })
    void limitOfTheNameIsThatOfExperiments(String name, String problem) {
        assertThatThrownBy(() -> read("{name: '" + name + "', finetune: [{}]}")).hasMessage("name: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, threat: {eps: 8/0}, finetune: [{from: r}]}           | threat.eps,finetune[0].from",
                "{name: a, evaluate: {images: -1}, finetune: [{from: r}]}       | evaluate.images,finetune[0].from",
                "{name: a, evaluate: {step: 2}, finetune: [{epochs: 0}]}        | finetune[0].epochs,evaluate.step",
                "{name: a, pretrain: [{id: r, task: x}], finetune: [{}], evaluate: {transfer: true}} | pretrain[0].task,"
                        + "evaluate.transfer",
            })
    void partsThatAreValidAreCheckedAgainstEachOther(String request, String fields) {
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> read(request))
                        .problems())
                .extracting(RequestProblem::field)
                .containsExactly(fields.split(","));
    }

    @Test
    void everyUnknownAttackIsNamed() {
        assertThat(catchThrowableOfType(
                                InvalidRequestException.class,
                                () -> read(
                                        "{name: a, finetune: [{}], evaluate: {attacks: [pgd20, fgsm, auto-attack]}}"))
                        .problems())
                .extracting(RequestProblem::field)
                .containsExactly("evaluate.attacks[0]", "evaluate.attacks[2]");
    }

    @Test
    void problemsBetweenEntriesAreReportedTogether() {
        InvalidRequestException e = catchThrowableOfType(
                InvalidRequestException.class,
                () -> read("name: a\npretrain:\n- {id: r, task: rotation}\n- {id: r, task: jigsaw}\nfinetune:\n"
                        + "- {from: s}\n- {from: t}\n- {}\n- {}\nevaluate:\n  step: 2\n"
                        + "  ensembles: [[none/full-adversarial, x/full-standard]]\n"));

        assertThat(e.problems())
                .extracting(problem -> problem.line() + " " + problem.field())
                .containsExactly(
                        "11 evaluate.step",
                        "4 pretrain[1].id",
                        "6 finetune[0].from",
                        "7 finetune[1].from",
                        "9 finetune[3]",
                        "12 evaluate.ensembles[0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: a\\n\\tseed: 3    | line 2, column 1 has a tab; indent with spaces",
                "name: a: b             | line 1, column 8 is not expected here; check the indentation, brackets, quotes",
                "name: a\\nfinetune: [{},\\nseed: 3 | line 3, column 8 is not expected here; check the indentation,"
                        + " brackets, quotes and the space after each colon, from line 2 on",
                "name: \"a              | line 1, column 9",
                "name: a\\nseed: 1\\nname: b | the field name is written twice, in lines 1 and 3; remove one of them",
                "name: *a               | line 1, column 7 has a YAML alias or tag, which are not supported; write out",
                "[a, b]                 | the request is not an object; use fields such as name and finetune",
                "\\n                    | the request is empty; write fields such as name and finetune",
            })
    void textThatIsNotARequestIsNamedByLine(String request, String message) {
        assertThatThrownBy(() -> read(request.replace("\\n", "\n").replace("\\t", "\t")))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("yaml.", "while ", "<block", "token");
    }

    @Test
    void otherEncodingIsNamed() {
        assertThatThrownBy(() -> RequestReader.read("name: a".getBytes(StandardCharsets.UTF_16)))
                .hasMessageContaining("is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void compressedRequestIsNamed() {
        byte[] start = {0x1f, (byte) 0x8b, 8, 0};

        assertThatThrownBy(() -> RequestReader.read(start))
                .hasMessage("the request is neither YAML nor JSON: it is gzip data; unpack it with `gunzip`");
    }

    @Test
    void jsonMayBeIndentedWithTabs() {
        assertThat(read("{\n\t\"name\": \"a\",\n\t\"finetune\":\t[{}]\n}").id())
                .isEqualTo(read("{name: a, finetune: [{}]}").id());
    }

    @Test
    void numberOfReportedProblemsIsLimited() {
        String request = "name: a\nfinetune: [{y: 1}" + ",{y: 1}".repeat(100) + "]";

        InvalidRequestException e = catchThrowableOfType(InvalidRequestException.class, () -> read(request));

        assertThat(e.problems()).hasSize(RequestProblems.MAX);
    }

    private static ExperimentRequest read(String text) {
        return RequestReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
