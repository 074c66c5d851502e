package io.redoubt.experiment.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.pipeline.event.FailureClass;
import io.redoubt.pipeline.meter.PipelineMeters;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The meters of the tracker and of the experiments that it tracks. */
@Singleton
public class TrackerMeters implements MeterBinder {

    private final TrackerStreams tracker;
    private final StatusView experiments;
    private final List<Runnable> removals = new ArrayList<>();

    TrackerMeters(TrackerStreams tracker, StatusView experiments) {
        this.tracker = tracker;
        this.experiments = experiments;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        PipelineMeters.register(List.of(Topics.EXPERIMENTS, Topics.EVENTS, Topics.CONTROL), FailureClass.values());
        gauge(
                registry,
                "redoubt.tracker.lag",
                "Records that the tracker has not read; NaN before its first read",
                Tags.empty(),
                tracker::lag);
        for (ExperimentState state : ExperimentState.values()) {
            gauge(
                    registry,
                    "redoubt.experiments",
                    "Experiments in a state",
                    Tags.of("state", state.wireName()),
                    () -> count(state));
        }
    }

    private long count(ExperimentState state) {
        return experiments.all().stream()
                .filter(status -> status.state() == state)
                .count();
    }

    private void gauge(MeterRegistry registry, String name, String text, Tags tags, Supplier<Number> number) {
        Gauge gauge = Gauge.builder(name, number).description(text).tags(tags).register(registry);
        removals.add(() -> registry.remove(gauge));
    }

    /** The registry outlives the service in a JVM that starts it again. */
    @PreDestroy
    void remove() {
        removals.forEach(Runnable::run);
    }
}
