package io.redoubt.core.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PretextTasksTest {
    static final List<String> TASKS = PretextTasks.STANDARD.names();
    private static final PreActResNet CLASSIFIER = new PreActResNet(14, 2, 10, Normalisation.IMAGENET);

    @Test
    void taskHasTheNameItIsRegisteredUnder() {
        for (String name : TASKS) {
            assertThat(PretextTasks.STANDARD.named(name, 1).name()).isEqualTo(name);
        }
    }

    @Test
    void unknownTaskIsRejectedWithTheKnownNames() {
        assertThatThrownBy(() -> PretextTasks.STANDARD.named("magic", 1))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContainingAll(TASKS.toArray(String[]::new));
    }

    @ParameterizedTest
    @FieldSource("TASKS")
    void trunkOfEveryTaskLoadsCompletelyIntoAClassifier(String name) {
        assertTrunkLoadsCompletely(PretextTasks.STANDARD.named(name, 1));
    }

    @Test
    void trunkOfSeveralTasksLoadsCompletelyIntoAClassifier() {
        assertTrunkLoadsCompletely(PretextTasks.STANDARD.of(new PretextTaskNames(TASKS), 1));
    }

    private static void assertTrunkLoadsCompletely(PretextTask task) {
        Weights pretrained =
                Weights.initial(task.objective(CLASSIFIER.withClasses(2)).tensors(), 2);

        PretrainedTrunk load =
                PretrainedTrunk.of(CLASSIFIER.tensors(), Weights.initial(CLASSIFIER.tensors(), 1), pretrained);

        assertThat(load.matched())
                .containsExactlyElementsOf(CLASSIFIER.tensors().stream()
                        .filter(spec -> spec.part() == NetworkPart.TRUNK)
                        .map(TensorSpec::name)
                        .toList());
    }
}
