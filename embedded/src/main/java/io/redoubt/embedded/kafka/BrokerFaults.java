package io.redoubt.embedded.kafka;

import kafka.server.FaultHandlerFactory;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;

/**
 * What a fault that the node cannot survive leads to: an exception while it starts, the end of the process after that.
 *
 * <p>Kafka's own rule ends the process in both cases, which would hide from the caller why the start failed. A node that
 * runs and then breaks must not leave the process alive without its broker: workers would wait for ever.
 */
final class BrokerFaults implements FaultHandlerFactory {

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
