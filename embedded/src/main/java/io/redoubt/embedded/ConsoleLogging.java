package io.redoubt.embedded;

import java.util.List;
import java.util.logging.Handler;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** What the stack logs as a process of its own. In another application the log is that application's affair. */
final class ConsoleLogging {

    private static final String PATTERN = "%d{HH:mm:ss,SSS} %-5p [%c{1}] %s%e%n";

    static {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    }

    /** They announce every start and every stop at WARN. Held here, because a logger that nobody holds loses its level. */
    private static final List<Logger> CHATTY = List.of(
            Logger.getLogger("org.apache.kafka.controller.QuorumController"),
            Logger.getLogger("org.apache.kafka.clients.NetworkClient"));

    private ConsoleLogging() {}

    /** Warnings and worse, to standard error: standard output belongs to the addresses. Call before any logger is made. */
    static void warningsToStandardError() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new ConsoleHandler(ConsoleHandler.Target.SYSTEM_ERR, new PatternFormatter(PATTERN)));
        root.setLevel(Level.WARN);
        CHATTY.forEach(logger -> logger.setLevel(Level.ERROR));
    }
}
