package io.redoubt.experiment.plan;

import static io.redoubt.experiment.plan.Plans.node;
import static io.redoubt.experiment.plan.Plans.plan;
import static io.redoubt.experiment.plan.Plans.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.job.Stage;
import io.redoubt.api.job.TransferSpec;
import io.redoubt.experiment.Requests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ensembles, and the transfer of examples between subjects. */
class PlanEnsemblesTest {

    @Test
    void ensembleIsEvaluatedOnTheBestModelsOfItsMembersInOrder() {
        Plan plan = plan("""
                name: ensemble
                finetune: [{training: standard}, {training: adversarial}]
                evaluate: {images: 200, shard: 100, checks: 0, ensembles: [[none/full-adversarial, none/full-standard]]}
                """);
        String ensemble = "none/full-adversarial+none/full-standard";
        NodeOutput first = new NodeOutput("finetune/none/full-adversarial", "model.safetensors");
        NodeOutput second = new NodeOutput("finetune/none/full-standard", "model.safetensors");
        NodeOutput firstShard = new NodeOutput("attack/" + ensemble + "/pgd-20/0-100", "examples.safetensors");
        NodeOutput secondShard = new NodeOutput("attack/" + ensemble + "/pgd-20/100-200", "examples.safetensors");

        assertThat(plan.nodes())
                .extracting(PlanNode::name)
                .hasSize(2 + 4 * 3 + 3 + 1)
                .endsWith(firstShard.node(), secondShard.node(), "evaluate/" + ensemble, "report");
        assertThat(node(plan, firstShard.node()).inputs()).isEqualTo(Map.of("model.0", first, "model.1", second));
        assertThat(node(plan, firstShard.node()).spec())
                .isEqualTo(node(plan, "attack/none/full-standard/pgd-20/0-100").spec());
        assertThat(node(plan, "evaluate/" + ensemble).inputs())
                .isEqualTo(Map.of(
                        "model.0",
                        first,
                        "model.1",
                        second,
                        "examples/pgd-20/0-100",
                        firstShard,
                        "examples/pgd-20/100-200",
                        secondShard));
        assertThat(report(plan).inputs())
                .containsEntry("scores/" + ensemble, new NodeOutput("evaluate/" + ensemble, "scores.json"))
                .containsEntry("examples/" + ensemble + "/pgd-20/100-200", secondShard)
                .doesNotContainKeys("finetune/" + ensemble, "history/" + ensemble, "last-scores/" + ensemble);
    }

    @Test
    void transferEvaluatesEverySubjectOnTheExamplesOfAllOthers() {
        String yaml = """
                name: transfer
                finetune: [{training: standard}, {training: adversarial}]
                evaluate:
                  images: 200
                  shard: 100
                  last: false
                  checks: 0
                  attacks: [fgsm, pgd-5]
                  ensembles: [[none/full-adversarial, none/full-standard]]
                  transfer: true
                """;
        Plan plan = plan(yaml);
        String ensemble = "none/full-adversarial+none/full-standard";

        assertThat(plan.nodes())
                .extracting(PlanNode::name)
                .hasSize(2 + 3 * 5 + 3 + 1)
                .endsWith(
                        "evaluate/" + ensemble,
                        "transfer/none/full-standard",
                        "transfer/none/full-adversarial",
                        "transfer/" + ensemble,
                        "report");
        PlanNode alone = node(plan, "transfer/none/full-standard");
        assertThat(alone.spec())
                .isEqualTo(new TransferSpec(
                        Requests.DATASET.ref(),
                        List.of("none/full-adversarial", ensemble),
                        List.of(AttackName.parse("fgsm"), AttackName.parse("pgd-5")),
                        200));
        assertThat(alone.inputs())
                .hasSize(1 + 2 * 2 * 2)
                .containsEntry("model", new NodeOutput("finetune/none/full-standard", "model.safetensors"))
                .containsEntry(
                        "examples/" + ensemble + "/pgd-5/100-200",
                        new NodeOutput("attack/" + ensemble + "/pgd-5/100-200", "examples.safetensors"))
                .doesNotContainKey("examples/none/full-standard/pgd-5/100-200");
        assertThat(node(plan, "transfer/" + ensemble).inputs())
                .hasSize(2 + 2 * 2 * 2)
                .containsEntry("model.0", new NodeOutput("finetune/none/full-adversarial", "model.safetensors"))
                .containsEntry("model.1", new NodeOutput("finetune/none/full-standard", "model.safetensors"));
        assertThat(report(plan).inputs())
                .containsEntry("transfer/" + ensemble, new NodeOutput("transfer/" + ensemble, "transfer.json"));
    }

    @Test
    void transferAddsNoAttackJobs() {
        String yaml = """
                name: transfer
                finetune: [{training: standard}, {training: adversarial}]
                evaluate: {transfer: %s}
                """;

        assertThat(plan(yaml.formatted(true)).nodes())
                .filteredOn(node -> node.stage() != Stage.TRANSFER && node.stage() != Stage.REPORT)
                .isEqualTo(plan(yaml.formatted(false)).nodes().stream()
                        .filter(node -> node.stage() != Stage.REPORT)
                        .toList());
    }
}
