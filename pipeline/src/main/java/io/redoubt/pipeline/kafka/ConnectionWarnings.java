package io.redoubt.pipeline.kafka;

import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Passes at most one warning of Kafka's network clients per minute. While no broker answers, each client of a process
 * logs several per second.
 */
@LoggingFilter(name = ConnectionWarnings.NAME)
public final class ConnectionWarnings implements Filter {

    /** The value of {@code quarkus.log.console.filter}. */
    static final String NAME = "kafka-connection-warnings";

    private static final String NETWORK_CLIENT = "org.apache.kafka.clients.NetworkClient";
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private Instant next = Instant.MIN;

    @Override
    public synchronized boolean isLoggable(LogRecord record) {
        boolean other = !NETWORK_CLIENT.equals(record.getLoggerName())
                || record.getLevel().intValue() > Level.WARNING.intValue();
        if (other) {
            return true;
        }
        boolean due = !record.getInstant().isBefore(next);
        if (due) {
            next = record.getInstant().plus(INTERVAL);
        }
        return due;
    }
}
