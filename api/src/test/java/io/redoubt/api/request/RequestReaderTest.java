package io.redoubt.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.Ids;
import io.redoubt.api.Json;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.LearningRateDecay;
import io.redoubt.api.training.LearningRateSchedule;
import io.redoubt.api.training.TrainingAttack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

    private static final String MINIMAL = "{name: tiny, finetune: [{}]}";

    @Test
    void completesAMinimalRequestFromThePreset() {
        ExperimentRequest request = read(MINIMAL);

        assertThat(request.dataset()).isEqualTo("fashion-mnist-mini");
        assertThat(request.threat().eps().toString()).isEqualTo("8/255");
        assertThat(request.finetune()).singleElement().satisfies(entry -> {
            assertThat(entry.subject()).isEqualTo("none/full-adversarial");
            assertThat(entry.recipe().attack().steps()).isEqualTo(5);
            assertThat(request.scenario(entry)).isEqualTo("P1,F4");
        });
    }

    @Test
    void entryOverridesDefaultsAndDefaultsOverrideThePreset() {
        ExperimentRequest request = read("{name: a, defaults: {finetune: {epochs: 7, batch: 32, attack: {steps: 3}}},"
                + " finetune: [{epochs: 9}, {scope: partial}]}");

        assertThat(request.finetune().get(0).recipe().epochs()).isEqualTo(9);
        assertThat(request.finetune().get(1).recipe().epochs()).isEqualTo(7);
        assertThat(request.finetune().get(1).recipe().batch()).isEqualTo(32);
        assertThat(request.finetune().get(1).recipe().attack())
                .isEqualTo(new TrainingAttack(3, Radius.parse("2/255"), BatchNormMode.EVAL));
    }

    @Test
    void equalRequestsInYamlAndJsonHaveTheSameId() {
        ExperimentRequest yaml = read("name: same\nseed: 3\nfinetune:\n  - {from: none}\n");
        ExperimentRequest json = read("{\"finetune\": [{\"epochs\": 2}], \"seed\": 3, \"name\": \"same\"}");

        assertThat(yaml.id()).isEqualTo(json.id()).startsWith("same-");
        assertThat(read("{name: same, seed: 4, finetune: [{}]}").id()).isNotEqualTo(yaml.id());
    }

    @Test
    void jsonRoundTripPreservesTheRequest() {
        ExperimentRequest request = read(MINIMAL);

        assertThat(Json.read(Json.canonical(request), ExperimentRequest.class)).isEqualTo(request);
    }

    @Test
    void onlyAdversarialJointPretrainingHasADiversityTerm() {
        ExperimentRequest request = read("{name: a, pretrain: [{id: x, task: [selfie, jigsaw]},"
                + " {id: y, task: [selfie, jigsaw], training: standard}, {id: z, task: [selfie]}], finetune: [{}]}");

        assertThat(request.pretrain())
                .extracting(entry -> entry.task().name(), PretrainEntry::diversity)
                .containsExactly(
                        tuple("joint", OptionalDouble.of(0.1)),
                        tuple("joint", OptionalDouble.empty()),
                        tuple("selfie", OptionalDouble.empty()));
        assertThat(Json.read(Json.canonical(request), ExperimentRequest.class)).isEqualTo(request);
    }

    @Test
    void orderOfTasksIsIgnored() {
        assertThat(read("{name: a, pretrain: [{id: x, task: [selfie, jigsaw]}], finetune: [{}]}"))
                .isEqualTo(read("{name: a, pretrain: [{id: x, task: [jigsaw, selfie]}], finetune: [{}]}"));
    }

    @Test
    void withSeedChangesOnlyTheSeed() {
        byte[] reseeded = RequestReader.withSeed(
                "name: a\nthreat: {eps: 4/255}\nfinetune: [{}]".getBytes(StandardCharsets.UTF_8), 7);

        assertThat(RequestReader.read(reseeded))
                .isEqualTo(read("{name: a, seed: 7, threat: {eps: 4/255}, finetune: [{}]}"));
    }

    @Test
    void ensembleNameJoinsItsMembersInOrder() {
        ExperimentRequest request = read("{name: a, finetune: [{}, {training: standard}, {scope: partial}],"
                + " evaluate: {ensembles: [[none/partial-adversarial, none/full-adversarial],"
                + " [none/full-standard, none/full-adversarial, none/partial-adversarial]]}}");

        assertThat(request.evaluate().ensembles())
                .extracting(EnsembleEntry::subject)
                .containsExactly(
                        "none/partial-adversarial+none/full-adversarial",
                        "none/full-standard+none/full-adversarial+none/partial-adversarial");
        assertThat(request.members(request.evaluate().ensembles().get(0)))
                .containsExactly(request.finetune().get(2), request.finetune().get(0));
        assertThat(Json.read(Json.canonical(request), ExperimentRequest.class)).isEqualTo(request);
    }

    /** The id must equal that of versions without ensembles. */
    @Test
    void jsonOmitsEmptyEnsembles() {
        ExperimentRequest request = read(MINIMAL);

        assertThat(Json.write(request)).doesNotContain("ensembles");
        assertThat(read("{name: tiny, finetune: [{}], evaluate: {ensembles: []}}"))
                .isEqualTo(request);
    }

    @Test
    void jsonOmitsTransferIfFalse() {
        ExperimentRequest requested =
                read("{name: tiny, finetune: [{}, {training: standard}], evaluate: {transfer: true}}");

        assertThat(Json.write(read(MINIMAL))).doesNotContain("transfer");
        assertThat(read("{name: tiny, finetune: [{}], evaluate: {transfer: false}}"))
                .isEqualTo(read(MINIMAL));
        assertThat(Json.read(Json.canonical(requested), ExperimentRequest.class))
                .isEqualTo(requested);
        assertThat(requested.evaluate().transfer()).isTrue();
    }

    @Test
    void rejectsTransferWithASingleSubject() {
        assertThatThrownBy(() -> read("{name: tiny, finetune: [{}], evaluate: {transfer: true}}"))
                .hasMessageContainingAll("evaluate.transfer", "none/full-adversarial", "add another to finetune");
    }

    @Test
    void subjectsListsModelsBeforeEnsembles() {
        assertThat(read("{name: a, finetune: [{}, {training: standard}],"
                                + " evaluate: {ensembles: [[none/full-standard, none/full-adversarial]]}}")
                        .subjects())
                .containsExactly(
                        "none/full-adversarial", "none/full-standard", "none/full-standard+none/full-adversarial");
    }

    @Test
    void longestNameGivesAValidId() {
        String name = "n".repeat(ExperimentRequest.MAX_NAME);

        assertThat(Ids.require(
                        "experiment",
                        read("{name: " + name + ", finetune: [{}]}").id()))
                .startsWith(name + "-");
    }

    @Test
    void paperPresetIsComplete() {
        ExperimentRequest request = read("{name: a, preset: paper, finetune: [{}]}");

        assertThat(request.model()).isEqualTo(new ModelSpec(50, 64));
        assertThat(request.finetune().get(0).recipe().schedule()).isEqualTo(LearningRateSchedule.STEP);
        assertThat(request.finetune().get(0).recipe().decay())
                .isEqualTo(new LearningRateDecay(1e-6, List.of(0.6, 0.8), 0.1));
    }

    @Test
    void defaultArchitectureIsOmittedFromTheCompleteRequest() {
        ExperimentRequest absent = read("{name: a, model: {depth: 18}, finetune: [{}]}");
        ExperimentRequest written =
                read("{name: a, model: {depth: 18, architecture: preact-resnet-v2-cifar}, finetune: [{}]}");
        ExperimentRequest other = read("{name: a, model: {depth: 18, architecture: resnet}, finetune: [{}]}");

        assertThat(written).isEqualTo(absent);
        assertThat(Json.write(absent)).contains("\"model\":{\"depth\":18,\"width\":8}");
        assertThat(Json.write(other)).contains("\"model\":{\"architecture\":\"resnet\",\"depth\":18,\"width\":8}");
        assertThat(Json.read(Json.canonical(other), ExperimentRequest.class)).isEqualTo(other);
        assertThat(Json.read(Json.canonical(absent), ExperimentRequest.class)).isEqualTo(absent);
    }

    @Test
    void unknownArchitectureIsRejectedWithTheKnownNames() {
        assertThatThrownBy(() -> read("{name: a, model: {architecture: lenet}, finetune: [{}]}"))
                .hasMessageContaining("'lenet'")
                .hasMessageContainingAll(ExtensionPoint.ARCHITECTURE.names().toArray(String[]::new));
    }

    private static ExperimentRequest read(String text) {
        return RequestReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void normL2ScalesTheDefaultSteps() {
        ExperimentRequest request =
                read("{name: a, threat: {norm: l2, eps: 0.5}, finetune: [{}], evaluate: {images: 5}}");

        assertThat(request.threat().norm()).isEqualTo(Threat.L2);
        assertThat(request.evaluate().step().value()).isEqualTo(0.1);
        assertThat(request.finetune().get(0).recipe().attack().step().value()).isEqualTo(0.1);
        assertThat(read("{name: a, threat: {norm: l2, eps: 2}, finetune: [{}], evaluate: {step: 3}}")
                        .evaluate()
                        .step()
                        .value())
                .isEqualTo(3);
    }

    @Test
    void corruptionsCanBeRequestedAsAFlagOrAnAttack() {
        EvaluationSettings named = read("{name: a, finetune: [{}], evaluate: {attacks: [pgd-20, corruptions]}}")
                .evaluate();
        EvaluationSettings flagged =
                read("{name: a, finetune: [{}], evaluate: {corruptions: true}}").evaluate();

        assertThat(named).isEqualTo(flagged);
        assertThat(named.corruptions()).isTrue();
        assertThat(named.attacks()).containsExactly(AttackName.parse("pgd-20"));
        assertThatThrownBy(() -> read("{name: a, finetune: [{}], evaluate: {attacks: [corruptions]}}"))
                .hasMessageStartingWith("evaluate.attacks: is empty");
    }

    @Test
    void jsonOmitsDefaults() {
        assertThat(Json.write(read(MINIMAL))).doesNotContain("checks").doesNotContain("corruptions");
        assertThat(read(MINIMAL).evaluate().checks()).isEqualTo(128);
        assertThat(Json.write(read("{name: a, finetune: [{}], evaluate: {checks: 0}}")))
                .contains("\"checks\":0");
        assertThatThrownBy(() -> read("{name: a, finetune: [{}], evaluate: {checks: -1}}"))
                .hasMessageStartingWith("evaluate.checks: -1");
    }
}
