package io.redoubt.embedded.kafka;

import kafka.server.FaultHandlerFactory;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;

/**
 * Turns fatal faults into an exception during startup and terminates the process afterwards.
 *
 * <p>Kafka's default handler terminates the process in both cases, which hides the reason of a failed start from the
 * caller. After startup, the process must not survive its broker, because workers would wait forever.
 */
final class BrokerFaultHandlerFactory implements FaultHandlerFactory {

    private final FaultHandlerFactory running = new StandardFaultHandlerFactory();
    private volatile boolean started;

    void started() {
        started = true;
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        FaultHandler whenRunning = running.build(name, fatal, action);
        if (!fatal) {
            return whenRunning;
        }
        return (message, cause) -> {
            if (started) {
                return whenRunning.handleFault(message, cause);
            }
            action.run();
            return new FaultHandlerException(name + ": " + message, cause);
        };
    }
}
