package io.redoubt.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureLogTest {

    private static final String NAME = FailureLogTest.class.getName();

    private final List<LogRecord> records = new ArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        java.util.logging.Logger.getLogger(NAME).addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        java.util.logging.Logger.getLogger(NAME).removeHandler(handler);
    }

    static Stream<Exception> known() {
        return Stream.of(
                new StoreException("PUT jobs/1 was refused"),
                new BrokerUnavailableException("not acknowledged", null),
                new NoSuchFileException("/tmp/gone"),
                new UncheckedIOException(new IOException("no space left on device")));
    }

    @ParameterizedTest
    @MethodSource("known")
    void failureOfAServerOrAFileIsOneLine(Exception failure) {
        FailureLog.log(Logger.getLogger(NAME), "job=1 failed", failure);

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.getLevel().intValue()).isEqualTo(Level.WARNING.intValue());
            assertThat(record.getThrown()).isNull();
        });
    }

    @Test
    void unknownFailureHasAStackTrace() {
        IllegalStateException failure = new IllegalStateException("broken");

        FailureLog.log(Logger.getLogger(NAME), "job=1 failed", failure);

        assertThat(records).singleElement().satisfies(record -> assertThat(record.getThrown())
                .isSameAs(failure));
    }
}
