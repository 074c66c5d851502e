package io.redoubt.cli.local;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.FileHandler;

/** The log file of a local pipeline. */
final class LocalLog {

    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c] (%t) %s%e%n";

    private LocalLog() {}

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
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException("cannot write " + file(home), e);
        }
    }
}
