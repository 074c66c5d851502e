package io.redoubt.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalLogTest {

    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();

    @AfterEach
    void restore() {
        root.setLevel(before);
    }

    @Test
    void commandsDoNotFormatMessagesThatNobodyReads() {
        LocalLog.discard();

        assertThat(Logger.getLogger("org.apache.kafka.clients").isLoggable(Level.FINE))
                .isFalse();
    }
}
