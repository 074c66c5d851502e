package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Stage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLogViewTest {

    private final EventLogView view = new EventLogView(ZoneOffset.UTC);

    @Test
    void failureHasItsReason() {
        assertThat(line(event("a", EventType.FAILED, 1).withMessage("dataset: is missing")))
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("1970-01-01 00:00:01  attack/a")
                        .endsWith("failed: dataset: is missing"));
    }

    @Test
    void progressOfAJobIsShownOncePerMinute() {
        assertThat(line(progress("a", 1))).isPresent();
        assertThat(line(progress("a", 60))).isEmpty();
        assertThat(line(progress("b", 60))).isPresent();
        assertThat(line(progress("a", 61))).isPresent();
    }

    private Optional<String> line(JobEvent event) {
        return view.line(event.node(), event);
    }

    private static JobEvent progress(String job, long second) {
        return event(job, EventType.PROGRESS, second).with(new Progress("pgd-20", 0, 0, 1, 2, 3, 4, Map.of()));
    }

    private static JobEvent event(String job, EventType type, long second) {
        return new JobEvent(
                SchemaVersion.VERSION,
                "toy-0123456789",
                "attack/" + job,
                Stage.ATTACK,
                job.repeat(64),
                type,
                Instant.ofEpochSecond(second),
                "worker",
                1,
                Optional.empty(),
                Optional.empty(),
                false,
                "");
    }
}
