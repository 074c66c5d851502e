package io.redoubt.experiment.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The meters of the work queues, with the tag {@code stage}. A number that is not known is NaN, not 0. */
@Singleton
public class QueueMeters implements MeterBinder {

    /** Jobs that no worker runs. */
    public static final String WAITING = "redoubt.queue.waiting";

    /** Jobs that a worker runs. */
    public static final String RUNNING = "redoubt.queue.running";

    /** Jobs that have not ended. */
    public static final String LAG = "redoubt.queue.lag";

    /** Workers. */
    public static final String WORKERS = "redoubt.queue.workers";

    private final QueueMonitor queues;
    private final List<Runnable> removals = new ArrayList<>();

    QueueMeters(QueueMonitor queues) {
        this.queues = queues;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String stage : QueueStatus.stages()) {
            gauge(registry, WAITING, "Jobs that no worker runs", stage, QueueStatus::waiting);
            gauge(registry, RUNNING, "Jobs that a worker runs", stage, QueueStatus::running);
            gauge(registry, LAG, "Jobs that have not ended: waiting and running", stage, QueueStatus::lag);
            gauge(registry, WORKERS, "Workers of the queue", stage, QueueStatus::members);
        }
    }

    private void gauge(
            MeterRegistry registry, String name, String text, String stage, ToDoubleFunction<QueueStatus> number) {
        Gauge gauge = Gauge.builder(name, () -> value(stage, number))
                .description(text)
                .tag("stage", stage)
                .register(registry);
        removals.add(() -> registry.remove(gauge));
    }

    /** The registry outlives the service in a JVM that starts it again, and would keep gauges without a broker. */
    @PreDestroy
    void remove() {
        removals.forEach(Runnable::run);
    }

    private double value(String stage, ToDoubleFunction<QueueStatus> number) {
        try {
            return number.applyAsDouble(queues.one(stage));
        } catch (BrokerUnavailableException e) {
            return Double.NaN;
        }
    }
}
