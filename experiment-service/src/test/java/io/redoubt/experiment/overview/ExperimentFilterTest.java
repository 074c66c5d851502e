package io.redoubt.experiment.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentFilterTest {

    private static final ExperimentStatus STATUS = new ExperimentStatus(
            1, "rotation-0123456789", "rotation", ExperimentState.FAILED, "Loss is NaN", Instant.EPOCH, List.of());

    private static final ExperimentSummary SUMMARY =
            new ExperimentSummary(0, 0, 0, 0, 0, Optional.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'name:rot* state:failed', '', true",
        "'ra>0.1', '', false",
        "ROTATION nan, '', true",
        "rotation jigsaw, '', false",
        "0123, 'failed,running', true",
        "'', succeeded, false"
    })
    void acceptsEveryWordAndTheState(String text, String states, boolean accepted) {
        ListedExperiment listed = new ListedExperiment(STATUS, Optional.empty(), SUMMARY);

        assertThat(ExperimentFilter.parse(text, states, "", 0, 10).accepts(listed))
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({"sort, '', size", "state, lost, ''"})
    void namesTheInvalidParameter(String field, String state, String sort) {
        assertThatThrownBy(() -> ExperimentFilter.parse("", state, sort, 0, 10))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({"'', '', false", "'state:failed', '', false", "'ra>0.1', '', true", "'', '-standard', true"})
    void onlyAccuraciesNeedTheResultsOfAllExperiments(String expression, String sort, boolean needed) {
        assertThat(ExperimentFilter.parse(expression, "", sort, 0, 10).needsResults())
                .isEqualTo(needed);
    }

    @Test
    void latestChangeComesFirstByDefault() {
        ExperimentFilter filter = ExperimentFilter.parse("", "", "", 0, 10);

        assertThat(filter.order()).isEqualTo("-updated");
    }
}
