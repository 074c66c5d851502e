package io.redoubt.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody can send costs bounded work: values and lists are bounded before they are read. */
class RequestLimitsTest {

    private static final int LARGEST = RequestReader.MAX_BYTES - 100;

    @ParameterizedTest
    @CsvSource({"seed, 9", "seed, 0", "seed, (", "name, a", "dataset, :1", "x, [x"})
    void longValueIsRefusedBeforeItIsRead(String field, String repeated) {
        String value = repeated.repeat(LARGEST / repeated.length());

        assertThatThrownBy(() -> read("name: a\nfinetune: [{}]\n" + field + ": \"" + value + "\""))
                .isInstanceOfAny(InvalidRequestException.class, UnreadableMessageException.class)
                .message()
                .hasSizeLessThan(300);
    }

    @Test
    void lengthIsNamed() {
        assertThatThrownBy(() -> read("finetune: [{}]\nseed: " + "9".repeat(1 << 19)))
                .hasMessage("seed: has 524288 characters; use at most 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void deepNestingIsRefused(String opening) {
        assertThatThrownBy(() -> read("x: " + opening.repeat(2000)))
                .isInstanceOfAny(InvalidRequestException.class, UnreadableMessageException.class);
    }

    @Test
    void longNameOfAFieldIsRefused() {
        assertThatThrownBy(() -> read("{name: a, finetune: [{" + "x".repeat(1000) + ": 1}]}"))
                .hasMessage("finetune[0]: has a field whose name has 1000 characters; the longest has 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"finetune", "pretrain", "x"})
    void listsAreBounded(String field) {
        assertThatThrownBy(() -> read(field + ": [" + "{},".repeat(2001) + "]"))
                .hasMessage(field + ": has more than 2000 entries; use fewer");
    }

    @Test
    void numberOfValuesIsBounded() {
        String list = "[" + "1,".repeat(1999) + "1]";

        assertThatThrownBy(() -> read("x: [" + (list + ",").repeat(60) + "]"))
                .hasMessageContaining("is one of more than 100000 values; write a smaller request");
    }

    /** The rules between entries read each entry a fixed number of times, however many there are. */
    @Test
    void rulesTakeALinearNumberOfSteps() {
        long steps = stepsOfRules(500);

        long stepsOfTwice = stepsOfRules(1000);

        assertThat(stepsOfTwice).isEqualTo(2 * steps);
    }

    private static long stepsOfRules(int entries) {
        ExperimentRequest request = read("name: a\nfinetune: [{}]\npretrain: ["
                + String.join(
                        ",",
                        IntStream.range(0, entries)
                                .mapToObj(i -> "{id: i" + i + ", task: rotation}")
                                .toList())
                + "]");
        List<FinetuneEntry> finetune = IntStream.range(0, entries)
                .mapToObj(i -> {
                    FinetuneEntry entry = request.finetune().get(0);
                    return new FinetuneEntry(
                            "i" + (entries - 1 - i),
                            entry.scope(),
                            entry.training(),
                            entry.frozenBatchNorm(),
                            entry.objective(),
                            entry.recipe());
                })
                .toList();
        CountedList<PretrainEntry> countedPretrain = new CountedList<>(request.pretrain());
        CountedList<FinetuneEntry> countedFinetune = new CountedList<>(finetune);

        assertThat(RequestRules.problems(request.threat(), countedPretrain, countedFinetune, request.evaluate()))
                .isEmpty();
        return countedPretrain.reads + countedFinetune.reads;
    }

    @Test
    void numberOfReportedEnsembleMembersIsLimited() {
        List<EnsembleEntry> ensembles = IntStream.range(0, 2000)
                .mapToObj(i -> new EnsembleEntry(List.of("x" + i, "y" + i)))
                .toList();
        ExperimentRequest valid = read("{name: a, finetune: [{}]}");
        EvaluationSettings given = valid.evaluate();
        EvaluationSettings evaluate = new EvaluationSettings(
                given.attacks(), ensembles, false, false, given.checks(), given.step(), 0, 1, true);

        assertThat(RequestRules.problems(valid.threat(), List.of(), valid.finetune(), evaluate))
                .hasSize(RequestProblems.MAX);
    }

    @Test
    void largestValidRequestIsRead() {
        String attack = String.join("+", Collections.nCopies(12, "pgd-99999x999-margin-targeted"));

        assertThat(attack.length()).isLessThan(RequestParser.MAX_VALUE);
        assertThat(Json.write(read("{name: a, evaluate: {attacks: [" + attack + "]}, finetune: [{}]}")))
                .contains(attack);
    }

    private static ExperimentRequest read(String text) {
        return RequestReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class CountedList<E> extends AbstractList<E> {
        private final List<E> list;
        private long reads;

        private CountedList(List<E> list) {
            this.list = list;
        }

        @Override
        public E get(int index) {
            reads++;
            return list.get(index);
        }

        @Override
        public int size() {
            return list.size();
        }
    }
}
