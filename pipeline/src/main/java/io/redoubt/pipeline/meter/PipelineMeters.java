package io.redoubt.pipeline.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.redoubt.api.WireNamed;
import io.redoubt.api.job.Stage;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The meters of jobs, queues and the store, in the registries of the process ({@link Metrics#globalRegistry}). docs/observability.md lists
 * them.
 */
public final class PipelineMeters {

    private static final String STAGE = "stage";
    private static final String TOPIC = "topic";
    private static final Map<Stage, AtomicReference<Double>> RATES = new ConcurrentHashMap<>();

    private PipelineMeters() {}

    /**
     * Registers the counters that alerts watch, with the value 0: Prometheus sees no increase in a counter that begins with
     * its first event.
     *
     * @param topics the topics from which this process reads
     * @param failures the kinds of failure of their records
     */
    public static void register(Collection<String> topics, WireNamed[] failures) {
        for (String topic : topics) {
            Metrics.counter("redoubt.lock.losses", TOPIC, topic);
            for (WireNamed failure : failures) {
                deadLetters(topic, failure);
            }
        }
        Metrics.counter("redoubt.store.retries");
    }

    /** Registers the timer of attempts with an outcome that alerts watch. */
    public static void registerAttempts(WireNamed outcome) {
        for (Stage stage : Stage.values()) {
            attempts(stage, outcome);
        }
    }

    private static Timer attempts(Stage stage, WireNamed outcome) {
        return Metrics.timer("redoubt.job.attempt", STAGE, stage.wireName(), "outcome", outcome.wireName());
    }

    private static Counter deadLetters(String topic, WireNamed failure) {
        return Metrics.counter("redoubt.dead.letters", TOPIC, topic, "failure", failure.wireName());
    }

    /** An attempt at a job has ended. */
    public static void attempt(Stage stage, WireNamed outcome, Duration duration) {
        attempts(stage, outcome).record(duration);
        rate(stage, 0);
    }

    /** A job has started, so long after it was queued. */
    public static void waited(Stage stage, Duration duration) {
        timer("redoubt.job.wait", Tags.of(STAGE, stage.wireName()), duration);
    }

    /** An epoch has ended, including its evaluation and its checkpoint. */
    public static void epoch(Stage stage, Duration duration) {
        timer("redoubt.job.epoch", Tags.of(STAGE, stage.wireName()), duration);
    }

    /** The current throughput of the running job in images per second; 0 if none runs. */
    public static void rate(Stage stage, double imagesPerSecond) {
        RATES.computeIfAbsent(stage, PipelineMeters::rateGauge).set(imagesPerSecond);
    }

    private static AtomicReference<Double> rateGauge(Stage stage) {
        AtomicReference<Double> rate = new AtomicReference<>(0.0);
        Gauge.builder("redoubt.job.images.per.second", rate, AtomicReference::get)
                .tag(STAGE, stage.wireName())
                .register(Metrics.globalRegistry);
        return rate;
    }

    /** A checkpoint is in the store. */
    public static void checkpoint(Stage stage, long bytes, Duration duration) {
        Tags tags = Tags.of(STAGE, stage.wireName());
        timer("redoubt.checkpoint.write", tags, duration);
        Metrics.counter("redoubt.checkpoint.bytes", tags).increment(bytes);
    }

    /** The acquisition lock of a running job was renewed. */
    public static void lockRenewed(String topic) {
        Metrics.counter("redoubt.lock.renewals", TOPIC, topic).increment();
    }

    /** The acquisition lock of a running job was lost, so the broker delivers its record again. */
    public static void lockLost(String topic) {
        Metrics.counter("redoubt.lock.losses", TOPIC, topic).increment();
    }

    /** A request to the store failed and is sent again. */
    public static void storeRetry() {
        Metrics.counter("redoubt.store.retries").increment();
    }

    /** A record became a dead letter. */
    public static void deadLetter(String topic, WireNamed failure) {
        deadLetters(topic, failure).increment();
    }

    private static void timer(String name, Tags tags, Duration duration) {
        Timer.builder(name).tags(tags).register(Metrics.globalRegistry).record(duration);
    }
}
