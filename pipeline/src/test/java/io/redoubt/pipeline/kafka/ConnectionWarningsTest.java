package io.redoubt.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ConnectionWarningsTest {

    private static final String NETWORK_CLIENT = "org.apache.kafka.clients.NetworkClient";

    private final ConnectionWarnings filter = new ConnectionWarnings();

    private boolean isLogged(Level level, String logger, int second) {
        LogRecord record = new LogRecord(level, "Connection to node 1 could not be established");
        record.setLoggerName(logger);
        record.setInstant(Instant.EPOCH.plusSeconds(second));
        return filter.isLoggable(record);
    }

    @Test
    void oneWarningOfTheNetworkClientsIsLoggedPerMinute() {
        assertThat(isLogged(Level.WARNING, NETWORK_CLIENT, 0)).isTrue();
        assertThat(isLogged(Level.WARNING, NETWORK_CLIENT, 0)).isFalse();
        assertThat(isLogged(Level.WARNING, NETWORK_CLIENT, 59)).isFalse();
        assertThat(isLogged(Level.WARNING, NETWORK_CLIENT, 60)).isTrue();
        assertThat(isLogged(Level.WARNING, NETWORK_CLIENT, 61)).isFalse();
    }

    @Test
    void errorsAndOtherLoggersAreLogged() {
        isLogged(Level.WARNING, NETWORK_CLIENT, 0);

        assertThat(isLogged(Level.SEVERE, NETWORK_CLIENT, 1)).isTrue();
        assertThat(isLogged(Level.WARNING, "io.redoubt.pipeline.job.JobRunner", 1))
                .isTrue();
    }
}
