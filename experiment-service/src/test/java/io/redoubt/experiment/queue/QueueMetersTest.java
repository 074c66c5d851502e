package io.redoubt.experiment.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redoubt.api.Topics;
import io.redoubt.experiment.view.JobHistories;
import io.redoubt.pipeline.kafka.KafkaConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QueueMetersTest {

    private static final Pattern METRIC = Pattern.compile("redoubt_queue_\\w+");

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private List<Meter> meters() {
        KafkaConnection unused = new KafkaConnection(Map.of("bootstrap.servers", "127.0.0.1:1"));
        new QueueMeters(new QueueMonitor(unused, List::of, new JobHistories())).bindTo(registry);
        return registry.getMeters();
    }

    @Test
    void everyQueueHasEveryMeter() {
        assertThat(meters()).hasSize(4 * Topics.queues().size()).allSatisfy(meter -> {
            assertThat(meter.getId().getTag("stage")).isIn(QueueStatus.stages());
            assertThat(meter.getId().getDescription()).isNotBlank();
        });
    }

    @Test
    void guideNamesTheMetersAndNoOthers() throws IOException {
        Set<String> names = new TreeSet<>();
        meters().forEach(meter -> names.add(meter.getId().getName().replace('.', '_')));

        assertThat(METRIC.matcher(Files.readString(Path.of("../docs/scaling.md")))
                        .results()
                        .map(MatchResult::group))
                .isSubsetOf(names)
                .containsAll(names);
    }
}
