package io.redoubt.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.FailedSubject;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.network.Networks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ModelCardTest {

    private static final String SUBJECT = "rotation/full-adversarial";
    private static final String ENSEMBLE = SUBJECT + "+none/full-adversarial";
    private static final ExperimentRequest REQUEST = RequestReader.read("""
            name: toy
            dataset: toy
            seed: 7
            pretrain: [{id: rotation, task: rotation, training: adversarial, epochs: 3}]
            finetune: [{from: rotation}, {from: none}]
            evaluate: {attacks: [pgd-20], ensembles: [[rotation/full-adversarial, none/full-adversarial]]}
            """.getBytes(StandardCharsets.UTF_8));

    private static Report report(String... subjects) {
        return new Report(
                SchemaVersion.VERSION,
                "toy-0123456789",
                "toy",
                200,
                Map.of("ant", 100, "bee", 100),
                List.of(subjects).stream().map(ModelCardTest::row).toList(),
                List.of(new FailedSubject("failed/full-adversarial", "P1,F4", "none", "no memory")),
                Optional.empty(),
                List.of("gradient masking: noise is enough"),
                Map.of(
                        "request",
                        Json.mapper().convertValue(REQUEST, Map.class),
                        "dataset",
                        Map.of("name", "toy", "sha256", "a".repeat(64)),
                        "models",
                        Map.of(SUBJECT, Map.of("job", "b".repeat(64), "worker", "host-of-a-worker")),
                        "created",
                        "2026-01-01T00:00:00Z"));
    }

    private static ReportRow row(String subject) {
        return ReportRow.builder(subject, "P3,F4", "rotation")
                .standardAccuracy(0.75)
                .robustAccuracy(0.5, List.of(0.43, 0.57))
                .attacks(Map.of("pgd-20", 0.5))
                .bestEpoch(OptionalInt.of(3))
                .unreliable(true)
                .build();
    }

    private static String card(String subject) {
        ModelDescription description = ModelDescription.of(
                Networks.STANDARD.network("preact-resnet-v2-cifar", 10, 8, 2, Normalisation.CIFAR10),
                List.of("ant", "bee"),
                ModelDescription.CLASSIFICATION,
                "b".repeat(64));
        ReportedSubject reported = ReportedSubject.of(report(SUBJECT, ENSEMBLE), subject);
        return new ModelCard(reported, description, Usage.ofModelFiles(List.of("model.safetensors"))).text();
    }

    /** The rules of the metadata block and of model-index: required fields, their types, and what only the owner can know. */
    @Test
    void metadataFollowsTheRulesOfTheFormat() throws IOException {
        JsonNode metadata = metadata(card(SUBJECT));

        assertThat(metadata.has("license")).isFalse();
        assertThat(metadata.get("pipeline_tag").textValue()).isEqualTo("image-classification");
        assertThat(metadata.get("tags"))
                .extracting(JsonNode::textValue)
                .contains("adversarial-training", "self-supervised-pretraining");
        assertThat(metadata.get("datasets")).extracting(JsonNode::textValue).containsExactly("toy");
        assertThat(metadata.get("model-index")).hasSize(1);
        JsonNode entry = metadata.get("model-index").get(0);
        assertThat(entry.get("name").textValue()).isEqualTo("toy-0123456789: " + SUBJECT);
        for (JsonNode result : entry.get("results")) {
            assertThat(result.at("/task/type").textValue()).isEqualTo("image-classification");
            assertThat(result.at("/dataset/type").isTextual()).isTrue();
            assertThat(result.at("/dataset/name").isTextual()).isTrue();
            for (JsonNode metric : result.get("metrics")) {
                assertThat(metric.get("type").textValue()).isEqualTo("accuracy");
                assertThat(metric.get("value").isNumber()).isTrue();
                assertThat(metric.get("args").isObject()).isTrue();
            }
        }
    }

    @Test
    void figuresAreThoseOfTheReportWithTheirIntervals() throws IOException {
        JsonNode metrics = metadata(card(SUBJECT)).at("/model-index/0/results/0/metrics");

        assertThat(metrics).hasSize(3);
        assertThat(metrics.get(0).get("value").doubleValue()).isEqualTo(0.75);
        assertThat(metrics.get(1).get("value").doubleValue()).isEqualTo(0.5);
        assertThat(metrics.get(1).at("/args/confidence95"))
                .extracting(JsonNode::doubleValue)
                .containsExactly(0.43, 0.57);
        assertThat(metrics.get(1).at("/args/eps").textValue()).isEqualTo("8/255");
        assertThat(metrics.get(1).at("/args/attacks/0").textValue()).isEqualTo("pgd-20");
    }

    @Test
    void textSaysHowTheModelWasTrainedAndWhatIsDoubtful() {
        String card = card(SUBJECT);

        assertThat(card)
                .contains("Seed: 7")
                .contains("adversarial pretraining on the pretext task rotation, 3 epochs")
                .contains("selected on held-out training images")
                .contains("An alarm puts the robust accuracy in doubt")
                .contains("gradient masking: noise is enough")
                .contains("Only a part of the test images was evaluated: 200")
                .contains("50.00 % (95 % interval 43.00 % to 57.00 %)")
                .contains("job `" + "b".repeat(64) + "`")
                .contains("@inproceedings")
                .doesNotContain("host-of-a-worker");
        String request = card.substring(card.indexOf("```json\n") + "```json\n".length());
        assertThat(RequestReader.read(
                        request.substring(0, request.indexOf("\n```")).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(REQUEST);
    }

    @Test
    void ensembleListsItsMembers() {
        assertThat(card(ENSEMBLE))
                .contains("An ensemble of 2 PreActResNet")
                .contains("`rotation/full-adversarial` (scenario P3,F4)")
                .contains("`none/full-adversarial` (scenario P1,F4): no pretraining");
    }

    @Test
    void subjectWithoutFiguresIsExplained() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReportedSubject.of(report(SUBJECT), "failed/full-adversarial"))
                .withMessageContaining("because no memory");
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> ReportedSubject.of(report(SUBJECT), "rotation/full-adversary"))
                .withMessageContaining("did you mean " + SUBJECT + "?");
        assertThatIllegalStateException()
                .isThrownBy(() -> ReportedSubject.of(report(SUBJECT).withoutFigures("too large"), SUBJECT))
                .withMessageContaining("does not contain its request");
    }

    private static JsonNode metadata(String card) throws IOException {
        assertThat(card).startsWith("---\n");
        return new YAMLMapper().readTree(card.substring(4, card.indexOf("\n---\n", 4)));
    }
}
