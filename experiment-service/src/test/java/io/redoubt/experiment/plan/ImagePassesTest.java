package io.redoubt.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.Requests;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The data set of the requests has 5,000 training images and two classes. */
class ImagePassesTest {

    private static ImagePasses of(String request, String... stored) {
        ExperimentRequest read = Requests.read(Requests.yaml(request));
        return ImagePasses.of(
                Plan.of(read.id(), read, Requests.DATASET), Requests.DATASET, Set.copyOf(List.of(stored)));
    }

    @Test
    void trainingCountsTheStepsOfItsAttackAndOfModelSelection() {
        String request = """
                name: cost
                finetune:
                  - {training: standard, epochs: 3, holdout: 0.1, selectionSteps: 20}
                  - {training: adversarial, epochs: 2, holdout: 0.1, selectionSteps: 20,
                     attack: {steps: 10, step: 2/255, batchNorm: train}}
                evaluate: {attacks: [fgsm], images: 100, last: false, checks: 0}
                """;

        assertThat(of(request).training()).isEqualTo(3 * (4500 + 500 * 22) + 2 * (4500 * 11 + 500 * 22));
    }

    @Test
    void attacksCountTheirBudgetRestartsAndTargets() {
        String request = """
                name: cost
                finetune: [{training: standard, epochs: 1}]
                evaluate: {attacks: [pgd-20x3, autoattack, corruptions], images: 100, last: false, checks: 0}
                """;

        assertThat(of(request).attacks()).isEqualTo(100 * (20 * 3 + 100 + 100 + 100 + 5000));
    }

    @Test
    void storedJobsCountAsNothing() {
        String request = """
                name: cost
                finetune: [{training: standard, epochs: 1}]
                evaluate: {attacks: [fgsm], images: 100, last: false, checks: 0}
                """;
        ExperimentRequest read = Requests.read(Requests.yaml(request));
        String[] all = Plan.of(read.id(), read, Requests.DATASET).nodes().stream()
                .map(PlanNode::name)
                .toArray(String[]::new);

        assertThat(of(request, all)).isEqualTo(new ImagePasses(0, 0));
    }
}
