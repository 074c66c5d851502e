package io.redoubt.experiment.plan;

import static io.redoubt.experiment.plan.Plans.node;
import static io.redoubt.experiment.plan.Plans.plan;
import static io.redoubt.experiment.plan.Plans.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.DiagnoseSpec;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.experiment.Requests;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void plansTheQuickstartInTopologicalOrder() {
        assertThat(plan(Requests.quickstart()).nodes())
                .extracting(PlanNode::name)
                .containsExactly(
                        "pretrain/rotation",
                        "finetune/none/full-standard",
                        "finetune/none/full-adversarial",
                        "finetune/rotation/partial-adversarial",
                        "finetune/rotation/full-adversarial",
                        "attack/none/full-standard/pgd-20/0-1000",
                        "evaluate/none/full-standard",
                        "diagnose/none/full-standard",
                        "attack/none/full-standard@last/pgd-20/0-1000",
                        "evaluate/none/full-standard@last",
                        "attack/none/full-adversarial/pgd-20/0-1000",
                        "evaluate/none/full-adversarial",
                        "diagnose/none/full-adversarial",
                        "attack/none/full-adversarial@last/pgd-20/0-1000",
                        "evaluate/none/full-adversarial@last",
                        "attack/rotation/partial-adversarial/pgd-20/0-1000",
                        "evaluate/rotation/partial-adversarial",
                        "diagnose/rotation/partial-adversarial",
                        "attack/rotation/partial-adversarial@last/pgd-20/0-1000",
                        "evaluate/rotation/partial-adversarial@last",
                        "attack/rotation/full-adversarial/pgd-20/0-1000",
                        "evaluate/rotation/full-adversarial",
                        "diagnose/rotation/full-adversarial",
                        "attack/rotation/full-adversarial@last/pgd-20/0-1000",
                        "evaluate/rotation/full-adversarial@last",
                        "report");
    }

    @Test
    void everyInputIsTheOutputOfAnEarlierNode() {
        Set<String> earlier = new HashSet<>();
        for (PlanNode node : plan(Requests.quickstart()).nodes()) {
            assertThat(node.inputs().values()).extracting(NodeOutput::node).allMatch(earlier::contains);
            earlier.add(node.name());
        }
    }

    @Test
    void specsContainTheSettingsOfTheRequest() {
        ExperimentRequest request = Requests.read(Requests.quickstart());
        Plan plan = plan(Requests.quickstart());

        assertThat(node(plan, "pretrain/rotation").spec())
                .isEqualTo(new PretrainSpec(
                        Requests.DATASET.ref(),
                        request.model(),
                        PretextTaskNames.of("rotation"),
                        request.pretrain().get(0).training(),
                        OptionalDouble.empty(),
                        request.threat(),
                        request.pretrain().get(0).recipe(),
                        1));
        assertThat(node(plan, "finetune/rotation/partial-adversarial").spec())
                .isEqualTo(new FinetuneSpec(
                        Requests.DATASET.ref(),
                        request.model(),
                        request.finetune().get(2).scope(),
                        request.finetune().get(2).training(),
                        request.finetune().get(2).frozenBatchNorm(),
                        request.finetune().get(2).objective(),
                        request.threat(),
                        request.finetune().get(2).recipe(),
                        1));
        assertThat(report(plan).spec())
                .isEqualTo(new ReportSpec(request.id(), request, Requests.DATASET.ref(), Map.of()));
    }

    @Test
    void onlyPretrainedModelsHaveATrunkInput() {
        Plan plan = plan(Requests.quickstart());

        assertThat(node(plan, "finetune/none/full-adversarial").inputs()).isEmpty();
        assertThat(node(plan, "finetune/rotation/full-adversarial").inputs())
                .containsExactly(Map.entry("trunk", new NodeOutput("pretrain/rotation", "model.safetensors")));
    }

    @Test
    void lastEpochIsEvaluatedOnItsOwnExamples() {
        Plan plan = plan(Requests.quickstart());
        String finetune = "finetune/none/full-standard";

        assertThat(node(plan, "attack/none/full-standard/pgd-20/0-1000").inputs())
                .containsExactly(Map.entry("model", new NodeOutput(finetune, "model.safetensors")));
        assertThat(node(plan, "attack/none/full-standard@last/pgd-20/0-1000").inputs())
                .containsExactly(Map.entry("model", new NodeOutput(finetune, "last.safetensors")));
        assertThat(node(plan, "evaluate/none/full-standard@last").inputs())
                .containsOnly(
                        Map.entry("model", new NodeOutput(finetune, "last.safetensors")),
                        Map.entry(
                                "examples/pgd-20/0-1000",
                                new NodeOutput(
                                        "attack/none/full-standard@last/pgd-20/0-1000", "examples.safetensors")));
        assertThat(plan.partsTakenFrom(finetune)).containsOnly("model.safetensors", "last.safetensors", "history.json");
    }

    @Test
    void addsChecksAndCorruptionShardsForEverySubject() {
        Plan plan = plan("""
                name: checks
                finetune: [{training: standard}, {training: adversarial}]
                evaluate:
                  images: 200
                  shard: 100
                  last: false
                  checks: 50
                  corruptions: true
                  ensembles: [[none/full-adversarial, none/full-standard]]
                """);
        String ensemble = "none/full-adversarial+none/full-standard";
        NodeOutput model = new NodeOutput("finetune/none/full-standard", "model.safetensors");

        assertThat(node(plan, "diagnose/none/full-standard").spec())
                .isEqualTo(new DiagnoseSpec(
                        Requests.DATASET.ref(), new Threat(Threat.LINF, Radius.parse("8/255")), 50, 1));
        assertThat(node(plan, "diagnose/none/full-standard").inputs()).isEqualTo(Map.of("model", model));
        assertThat(node(plan, "attack/none/full-standard/corruptions/100-200").inputs())
                .isEqualTo(Map.of("model", model));
        assertThat(node(plan, "evaluate/none/full-standard").spec())
                .as("corruptions are not bounded by the perturbation set")
                .isInstanceOfSatisfying(EvaluateSpec.class, spec -> assertThat(spec.attacks())
                        .containsExactly(AttackName.parse("pgd-20")));
        assertThat(report(plan).inputs())
                .containsEntry(
                        "corruptions/" + ensemble + "/0-100",
                        new NodeOutput("attack/" + ensemble + "/corruptions/0-100", "corruptions.json"))
                .containsEntry("diagnosis/" + ensemble, new NodeOutput("diagnose/" + ensemble, "diagnosis.json"));
    }

    @Test
    void checksAreLimitedToTheEvaluatedImages() {
        Plan plan = plan("{name: few, finetune: [{}], evaluate: {images: 20}}");

        assertThat(node(plan, "diagnose/none/full-adversarial").spec())
                .isInstanceOfSatisfying(
                        DiagnoseSpec.class, spec -> assertThat(spec.images()).isEqualTo(20));
    }

    @Test
    void everyAttackRunsOnEveryShardIncludingASmallerLastShard() {
        Plan plan = plan("""
                name: shards
                finetune: [{from: none}]
                evaluate: {attacks: [fgsm, pgd-5], images: 250, shard: 100, last: false, checks: 0}
                """);

        assertThat(plan.nodes())
                .extracting(PlanNode::name)
                .containsExactly(
                        "finetune/none/full-adversarial",
                        "attack/none/full-adversarial/fgsm/0-100",
                        "attack/none/full-adversarial/fgsm/100-200",
                        "attack/none/full-adversarial/fgsm/200-250",
                        "attack/none/full-adversarial/pgd-5/0-100",
                        "attack/none/full-adversarial/pgd-5/100-200",
                        "attack/none/full-adversarial/pgd-5/200-250",
                        "evaluate/none/full-adversarial",
                        "report");
        assertThat(node(plan, "attack/none/full-adversarial/pgd-5/200-250").spec())
                .isInstanceOfSatisfying(AttackSpec.class, spec -> {
                    assertThat(spec.from()).isEqualTo(200);
                    assertThat(spec.to()).isEqualTo(250);
                });
        assertThat(node(plan, "evaluate/none/full-adversarial").spec())
                .isInstanceOfSatisfying(
                        EvaluateSpec.class, spec -> assertThat(spec.images()).isEqualTo(250));
        assertThat(node(plan, "evaluate/none/full-adversarial").inputs()).hasSize(7);
        assertThat(report(plan).inputs().keySet())
                .containsExactlyInAnyOrder(
                        "finetune/none/full-adversarial",
                        "history/none/full-adversarial",
                        "scores/none/full-adversarial",
                        "examples/none/full-adversarial/fgsm/0-100",
                        "examples/none/full-adversarial/fgsm/100-200",
                        "examples/none/full-adversarial/fgsm/200-250",
                        "examples/none/full-adversarial/pgd-5/0-100",
                        "examples/none/full-adversarial/pgd-5/100-200",
                        "examples/none/full-adversarial/pgd-5/200-250");
        assertThat(report(plan).inputs().get("examples/none/full-adversarial/fgsm/0-100"))
                .isEqualTo(new NodeOutput("attack/none/full-adversarial/fgsm/0-100", "examples.safetensors"));
    }

    @Test
    void reportHasTheInputsOfItsSpec() {
        assertThat(report(plan(Requests.quickstart())).inputs())
                .hasSize(1 + 4 * 6)
                .containsEntry("pretrain/rotation", new NodeOutput("pretrain/rotation", "model.safetensors"))
                .containsEntry(
                        "finetune/none/full-standard",
                        new NodeOutput("finetune/none/full-standard", "model.safetensors"))
                .containsEntry(
                        "history/none/full-standard", new NodeOutput("finetune/none/full-standard", "history.json"))
                .containsEntry(
                        "scores/none/full-standard", new NodeOutput("evaluate/none/full-standard", "scores.json"))
                .containsEntry(
                        "diagnosis/none/full-standard", new NodeOutput("diagnose/none/full-standard", "diagnosis.json"))
                .containsEntry(
                        "last-scores/none/full-standard",
                        new NodeOutput("evaluate/none/full-standard@last", "scores.json"))
                .containsEntry(
                        "examples/none/full-standard/pgd-20/0-1000",
                        new NodeOutput("attack/none/full-standard/pgd-20/0-1000", "examples.safetensors"));
    }

    @Test
    void unusedTrunkIsPretrainedButNotReported() {
        Plan plan = plan("""
                name: spare
                pretrain: [{id: spare, task: rotation}]
                finetune: [{from: none}]
                """);

        assertThat(plan.nodes()).extracting(PlanNode::name).contains("pretrain/spare");
        assertThat(report(plan).inputs()).doesNotContainKey("pretrain/spare");
    }
}
