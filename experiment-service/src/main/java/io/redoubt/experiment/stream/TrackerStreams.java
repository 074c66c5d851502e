package io.redoubt.experiment.stream;

import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.redoubt.experiment.track.DatasetResolver;
import io.redoubt.pipeline.job.FailureLog;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.scratch.ProcessDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/** Starts and stops the tracker with the service. */
@ApplicationScoped
public class TrackerStreams {

    private static final Logger LOG = Logger.getLogger(TrackerStreams.class);

    private final TrackerSettings settings;
    private final Path directory;
    private final KafkaStreams streams;

    TrackerStreams(
            TrackerSettings settings, KafkaConnection broker, DatasetResolver datasets, Clock clock, Tracer tracer)
            throws IOException {
        this.settings = settings;
        this.directory = ProcessDirectory.create("tracker-");
        RecordSizeLimits limits = new RecordSizeLimits();
        this.streams = new KafkaStreams(
                TrackerTopology.of(datasets, clock, limits, tracer),
                StreamsSettings.of(broker.with(Map.of()), settings, directory, limits),
                new TrackerClients());
        streams.setUncaughtExceptionHandler(this::replaceThread);
    }

    private StreamThreadExceptionResponse replaceThread(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        FailureLog.log(
                LOG,
                "tracker restarts from its last commit in "
                        + settings.retryAfter().toMillis() + " ms",
                cause);
        LockSupport.parkNanos(settings.retryAfter().toNanos());
        // This thread ends with the same exception. The default handler would print its stack trace.
        Thread.currentThread().setUncaughtExceptionHandler((thread, logged) -> {});
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    void onStart(@Observes StartupEvent event) {
        start();
    }

    void onStop(@Observes ShutdownEvent event) throws IOException {
        stop();
    }

    void start() {
        streams.start();
    }

    void stop() throws IOException {
        boolean closed = streams.close(CloseOptions.timeout(settings.closeWithin())
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (closed) {
            streams.cleanUp();
            Files.deleteIfExists(directory.resolve(settings.applicationId()));
            Files.deleteIfExists(directory);
        } else {
            LOG.warnf("tracker did not stop within %s", settings.closeWithin());
        }
    }

    /** The records that the tracker has not read yet, of the partition with the most; NaN before its first read. */
    double lag() {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-lag"))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    /** Returns the state of Kafka Streams. */
    KafkaStreams.State state() {
        return streams.state();
    }
}
