package io.redoubt.experiment.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectedRequestTest {

    private final TrackerHarness harness = new TrackerHarness();

    private ExperimentStatus reject(byte[] payload) {
        harness.submit(payload);
        assertThat(harness.publishedCount()).isEqualTo(1);
        ExperimentStatus status = (ExperimentStatus)
                harness.messages(Topics.STATUS).get(0).value().orElseThrow();
        assertThat(status.state()).isEqualTo(ExperimentState.REJECTED);
        assertThat(status.jobs()).isEmpty();
        return status;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: a/../b, finetune: [{from: none}]            | name",
                "name: x, finetune: [{from: none}], pretrain: [{id: p, task: origami}] | pretrain[0].task",
                "name: x, finetune: [{from: none}], threat: {norm: linf, eps: .nan} | threat.eps",
                "name: x, finetune: [{from: none, epochs: -1}]     | finetune[0].epochs",
                "name: x, finetune: [{from: none}], defaults: {finetune: 5} | defaults.finetune",
                "name: x, finetune: [{from: none}], seed: many     | seed",
                "name: x, finetune: [{from: none}], dataset: cifar | dataset",
                "name: x, finetune: [{from: none}], evaluate: {images: 5000} | evaluate.images",
            })
    void messageNamesTheField(String yaml, String field) {
        assertThat(reject(Requests.yaml("{" + yaml + "}")).message()).startsWith(field + ": ");
    }

    @Test
    void messageIsThatOfTheReaderWithAllProblems() {
        byte[] payload = Requests.yaml("{name: x, seed: 010, model: {depth: 20}, finetune: [{epoch: 1}]}");

        assertThat(reject(payload).message())
                .isEqualTo("seed: '010' begins with 0, which readers of YAML take for octal or decimal; write 10; also"
                        + " finetune[0].epoch: is not a field here; did you mean epochs? The fields here are attack,"
                        + " augmentation, averaging, batch, beta, decay, epochs, from, frozenBatchNorm, holdout,"
                        + " labelSmoothing, learningRate, loss, momentum, nesterov, schedule, scope, selectionSteps,"
                        + " training, warmupSteps, weightDecay; also model.depth: 20 is not the depth of a ResNet (8k+2"
                        + " with basic blocks, 12k+2 with bottlenecks, 101, 152); the nearest are 18 and 26");
    }

    @Test
    void idContainsTheNameAndTheDigestOfThePayload() {
        byte[] payload = Requests.yaml("{name: mine, finetune: []}");

        ExperimentStatus status = reject(payload);

        assertThat(status.experiment()).isEqualTo("mine-" + Json.sha256(payload).substring(0, 10));
        assertThat(status.name()).isEqualTo("mine");
    }

    @Test
    void invalidNameIsReplaced() {
        ExperimentStatus status = reject(Requests.yaml("{name: ../../etc, finetune: [{from: none}]}"));

        assertThat(status.experiment()).startsWith("request-");
        assertThat(status.name()).isEqualTo("request");
    }

    @Test
    void rejectsATooLongNameWithAValidId() {
        String name = "n".repeat(63);

        ExperimentStatus status = reject(Requests.yaml("{name: " + name + ", finetune: [{from: none}]}"));

        assertThat(status.name()).isEqualTo(name);
        assertThat(status.message()).startsWith("name: ").contains("at most 52");
    }

    @Test
    void rejectionOfAnUnknownDataSetHasTheIdOfTheRequest() {
        byte[] payload = Requests.yaml("{name: x, finetune: [{from: none}], dataset: cifar-100}");

        assertThat(reject(payload).experiment())
                .isEqualTo(Requests.read(payload).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000\u0001", "{name: [", "- a list"})
    void payloadThatIsNotARequestIsUnreadable(String payload) {
        assertThatExceptionOfType(UnreadableMessageException.class)
                .isThrownBy(() -> harness.submit(Requests.yaml(payload)));
    }

    @Test
    void rejectsAPlanWhoseJobNamesAreTooLong() {
        List<String> ids =
                IntStream.range(0, 10).mapToObj(i -> "i" + i + "x".repeat(61)).toList();
        StringBuilder ensembles = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            for (int j = i + 1; j < ids.size(); j++) {
                List<String> members = new ArrayList<>(ids);
                members.removeAll(List.of(ids.get(i), ids.get(j)));
                ensembles
                        .append("    - [")
                        .append(String.join("/full-adversarial, ", members))
                        .append("/full-adversarial]\n");
            }
        }
        String request = "name: large\npretrain:\n"
                + ids.stream()
                        .map(id -> "  - {id: " + id + ", task: rotation}\n")
                        .collect(Collectors.joining())
                + "finetune:\n"
                + ids.stream().map(id -> "  - {from: " + id + "}\n").collect(Collectors.joining())
                + "evaluate:\n  last: false\n  checks: 0\n  shard: 1\n  images: 34\n  attacks: [pgd-1]\n  ensembles:\n"
                + ensembles;

        assertThat(reject(Requests.yaml(request)).message())
                .startsWith("evaluate.ensembles: the names of the 1946 jobs");
    }
}
