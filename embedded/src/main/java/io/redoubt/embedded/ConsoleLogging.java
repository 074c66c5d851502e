package io.redoubt.embedded;

import java.util.List;
import java.util.logging.Handler;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Logging of the standalone process. An application that embeds the servers configures its own logging. */
final class ConsoleLogging {

    private static final String PATTERN = "%d{HH:mm:ss,SSS} %-5p [%c{1}] %s%e%n";

    static {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    }

    /**
     * Loggers that report every start and stop at WARN. Strong references, because a collected logger loses its level.
     */
    private static final List<Logger> VERBOSE_LOGGERS = List.of(
            Logger.getLogger("org.apache.kafka.controller.QuorumController"),
            Logger.getLogger("org.apache.kafka.clients.NetworkClient"));

    private ConsoleLogging() {}

    /**
     * Logs warnings and errors to standard error; standard output is reserved for the addresses. Call before any logger
     * is created.
     */
    static void warningsToStandardError() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new ConsoleHandler(ConsoleHandler.Target.SYSTEM_ERR, new PatternFormatter(PATTERN)));
        root.setLevel(Level.WARN);
        VERBOSE_LOGGERS.forEach(logger -> logger.setLevel(Level.ERROR));
    }
}
