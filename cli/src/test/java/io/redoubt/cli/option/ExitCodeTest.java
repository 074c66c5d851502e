package io.redoubt.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, SUCCEEDED, 0",
        "FAILED, CANCELLED, 1",
        "FAILED, FAILED, 1",
        "CANCELLED, WAITING, 1",
        "REJECTED, WAITING, 2",
        "FAILED, SUCCEEDED, 3",
        "RUNNING, WAITING, 130"
    })
    void followsFromTheStateOfTheExperimentAndItsReport(ExperimentState state, JobState report, int code) {
        JobStatus job = new JobStatus("report", Stage.REPORT, report, "", "", "", "");

        int actual = ExitCode.of(new ExperimentStatus(
                SchemaVersion.VERSION, "small-1", "small", state, "", Instant.EPOCH, List.of(job)));

        assertThat(actual).isEqualTo(code);
    }
}
