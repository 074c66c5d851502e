package io.redoubt.cli.local;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.FileHandler;

/** The log of a command: the file of a local pipeline, and nothing on the console. */
public final class LocalLog {

    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c] (%t) %s%e%n";

    private LocalLog() {}

    /** Discards the log of a command that starts no pipeline; its errors are exceptions. */
    public static void discard() {
        ConsoleHandler none = new ConsoleHandler();
        none.setLevel(Level.OFF);
        InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {none});
        level(Level.OFF);
    }

    /** Messages below the level of the root logger are not formatted. Kafka clients have many at their debug level. */
    private static void level(Level level) {
        Logger.getLogger("").setLevel(level);
    }

    static Path file(Path home) {
        return home.resolve("redoubt.log");
    }

    /**
     * Logs warnings to the file until Quarkus configures logging. If a setting is invalid, Quarkus never does, and the
     * log since the start would end on the console.
     */
    static void open(Path home) {
        try {
            FileHandler handler =
                    new FileHandler(new PatternFormatter(PATTERN), file(home).toFile(), true);
            handler.setLevel(Level.WARNING);
            InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {handler});
            level(Level.WARNING);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException("cannot write " + file(home), e);
        }
    }
}
