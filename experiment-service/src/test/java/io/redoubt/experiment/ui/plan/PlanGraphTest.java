package io.redoubt.experiment.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.experiment.Requests;
import io.redoubt.experiment.overview.JobOverview;
import io.redoubt.experiment.plan.NodeOutput;
import io.redoubt.experiment.plan.Plan;
import io.redoubt.experiment.plan.PlanNode;
import io.redoubt.experiment.ui.plan.PlanGraph.Box;
import io.redoubt.experiment.view.JobHistory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanGraphTest {

    private static List<JobOverview> jobs(byte[] request, Map<String, JobState> states) {
        return Plan.of("one-1", Requests.read(request), Requests.DATASET).nodes().stream()
                .map(node -> job(node, states.getOrDefault(node.name(), JobState.WAITING)))
                .toList();
    }

    private static JobOverview job(PlanNode node, JobState state) {
        JobStatus status = new JobStatus(node.name(), node.stage(), state, "", "", "", "");
        List<String> needs =
                node.inputs().values().stream().map(NodeOutput::node).distinct().toList();
        return new JobOverview(status, needs, List.of(), JobHistory.EMPTY);
    }

    private static Box box(PlanGraph graph, String name) {
        return graph.boxes().stream()
                .filter(box -> box.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void attackJobsOfOneModelAreOneNode() {
        PlanGraph graph = PlanGraph.of(jobs(
                Requests.chain("one"), Map.of("attack/rotation/full-adversarial/pgd-20/0-500", JobState.SUCCEEDED)));

        assertThat(graph.boxes())
                .extracting(Box::name)
                .containsExactly(
                        "pretrain/rotation",
                        "finetune/rotation/full-adversarial",
                        "attack/rotation/full-adversarial",
                        "evaluate/rotation/full-adversarial",
                        "report");
        assertThat(box(graph, "attack/rotation/full-adversarial").caption()).isEqualTo("waiting, 1 of 2 jobs");
    }

    @Test
    void edgesThatFollowFromOthersAreLeftOut() {
        PlanGraph graph = PlanGraph.of(jobs(Requests.chain("one"), Map.of()));

        assertThat(graph.edges()).hasSize(4);
    }

    @Test
    void aFailedJobDeterminesTheStateOfItsNode() {
        PlanGraph graph = PlanGraph.of(jobs(
                Requests.chain("one"),
                Map.of(
                        "attack/rotation/full-adversarial/pgd-20/0-500",
                        JobState.FAILED,
                        "attack/rotation/full-adversarial/pgd-20/500-1000",
                        JobState.RUNNING)));

        assertThat(box(graph, "attack/rotation/full-adversarial").state()).isEqualTo("failed");
    }

    @Test
    void boxesDoNotOverlapAndLieWithinTheDrawing() {
        PlanGraph graph = PlanGraph.of(jobs(Requests.quickstart(), Map.of()));

        for (Box one : graph.boxes()) {
            assertThat(one.x() + PlanGraph.BOX_WIDTH).isLessThan(graph.width());
            assertThat(one.y() + PlanGraph.BOX_HEIGHT).isLessThan(graph.height());
            assertThat(graph.boxes())
                    .filteredOn(other -> other != one && other.x() == one.x())
                    .allMatch(other -> Math.abs(other.y() - one.y()) > PlanGraph.BOX_HEIGHT);
        }
    }
}
