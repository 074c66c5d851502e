package io.redoubt.pipeline.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redoubt.api.Topics;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.event.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineMetersTest {

    private static final Pattern WORKER_METRIC =
            Pattern.compile("(?m)^\\| `(redoubt_(?:job|checkpoint|lock|store|dead)_\\w+)` \\|");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void open() {
        Metrics.addRegistry(registry);
        PipelineMeters.attempt(Stage.ATTACK, FailureClass.PERMANENT, Duration.ofSeconds(3));
        PipelineMeters.waited(Stage.ATTACK, Duration.ofSeconds(4));
        PipelineMeters.epoch(Stage.ATTACK, Duration.ofSeconds(5));
        PipelineMeters.rate(Stage.ATTACK, 6.5);
        PipelineMeters.checkpoint(Stage.ATTACK, 7, Duration.ofSeconds(8));
        PipelineMeters.lockRenewed(Topics.ATTACK);
        PipelineMeters.lockLost(Topics.ATTACK);
        PipelineMeters.storeRetry();
        PipelineMeters.deadLetter(Topics.ATTACK, FailureClass.POISON);
    }

    @AfterEach
    void close() {
        Metrics.removeRegistry(registry);
    }

    @Test
    void guideNamesTheMetersAndNoOthers() throws IOException {
        Set<String> names = new TreeSet<>();
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("redoubt."))
                .forEach(id -> names.add(id.getName().replace('.', '_')
                        + switch (id.getType()) {
                            case TIMER -> "_seconds";
                            case COUNTER -> "_total";
                            default -> "";
                        }));

        assertThat(WORKER_METRIC
                        .matcher(Files.readString(Path.of("../docs/observability.md")))
                        .results()
                        .map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void rateIsThatOfTheRunningJob() {
        assertThat(rate()).isEqualTo(6.5);

        PipelineMeters.attempt(Stage.ATTACK, FailureClass.PERMANENT, Duration.ofSeconds(1));

        assertThat(rate()).isZero();
    }

    private double rate() {
        return registry.get("redoubt.job.images.per.second")
                .tag("stage", "attack")
                .gauge()
                .value();
    }
}
