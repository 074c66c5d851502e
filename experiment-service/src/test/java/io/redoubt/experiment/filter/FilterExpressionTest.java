package io.redoubt.experiment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterExpressionTest {

    private static final ExperimentStatus STATUS = new ExperimentStatus(
            1,
            "paper-table-0123456789",
            "paper-table (seed 3)",
            ExperimentState.FAILED,
            "Loss is NaN",
            Instant.parse("2026-11-02T08:30:00Z"),
            List.of(new JobStatus("report", Stage.REPORT, JobState.SUCCEEDED, "", "", "", "")));

    private static final FilterFields FIELDS = new FilterFields(
            STATUS, Optional.of(Instant.parse("2026-11-01T23:59:59Z")), 0.5, Optional.of(0.45), Optional.of(0.8));

    private static boolean accepts(String expression) {
        return FilterExpression.parse(expression).accepts(FIELDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "state:failed",
                "state:\"partly failed\"",
                "STATE:Failed",
                "state=failed",
                "state:cancelled,failed",
                "state!=running",
                "-state:running,paused",
                "name:paper*",
                "name:*TABLE*",
                "name:\"paper-table (seed 3)\"",
                "id:paper-table-0123456789",
                "ra>0.4",
                "ra>40%",
                "ra>=0.45",
                "ra<=45%",
                "ta:0.8",
                "ta<1",
                "progress:50%",
                "submitted:2026-11-01",
                "submitted>2026-10-31",
                "submitted<2026-11-01T23:59:59.5Z",
                "submitted>=2026-11-01T23:59:59Z",
                "updated>2026-11-01",
                "updated:2026-11-02",
                "updated<2026-11-02T10:30:00+01:00",
                "nan",
                "NAN paper",
                "\"loss is\"",
                "-jigsaw",
                "state:failed ra>0.4 submitted>2026-10-01 name:paper* nan"
            })
    void selects(String expression) {
        assertThat(accepts(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state:running",
                "state:partly*,running -nan",
                "state!=failed",
                "-state:failed",
                "name:paper",
                "name:a.*",
                "ra>0.45",
                "ra<45%",
                "ta>0.9",
                "progress!=0.5",
                "submitted>2026-11-01",
                "submitted<2026-11-01",
                "submitted:2026-11-02",
                "jigsaw",
                "nan -paper",
                "state:failed ra>0.5"
            })
    void doesNotSelect(String expression) {
        assertThat(accepts(expression)).isFalse();
    }

    @Test
    void unknownFiguresMeetNoCondition() {
        FilterFields unknown = new FilterFields(STATUS, Optional.empty(), 0, Optional.empty(), Optional.empty());

        for (String expression : List.of("ra>=0", "ra<1", "ta:0", "submitted>2000-01-01", "submitted<2100-01-01")) {
            assertThat(FilterExpression.parse(expression).accepts(unknown))
                    .as(expression)
                    .isFalse();
        }
        assertThat(FilterExpression.parse("-ra>0.4").accepts(unknown)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sate:failed|at character 1: 'sate' is not a field; use one of state, name, id, submitted",
                "ra>0.4 state:gone|at character 14: 'gone' is not a state; use one of accepted, rejected",
                "ra>high|at character 4: 'high' is not a share; write ra>0.4 or ra>40%",
                "ra>1.5|at character 4: '1.5' is more than 1; write a share such as 0.4",
                "ra>|at character 4: a value is missing",
                "ra>0.4,0.5|at character 4: > takes one value",
                "name>paper|at character 5: name is a text; write name:VALUE",
                "-|at character 2: a value is missing",
                "state:failed,|at character 14: a value is missing",
                "name:\"paper|at character 6: the quote is not closed",
                "submitted>yesterday|at character 11: 'yesterday' is not a time; write 2026-11-01",
                "submitted>2026-13-01|at character 11: '2026-13-01' is not a time",
                "one, two|at character 4: unexpected ',' after 'one'",
                "x3:y|at character 3: unexpected ':' after 'x3'",
                "http://host|at character 1: 'http' is not a field"
            })
    void namesThePositionOfAProblem(String expression, String problem) {
        assertThatThrownBy(() -> FilterExpression.parse(expression))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("filter"))
                .hasMessageContaining(problem);
    }
}
