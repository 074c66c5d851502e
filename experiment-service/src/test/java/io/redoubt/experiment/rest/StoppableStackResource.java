package io.redoubt.experiment.rest;

import io.redoubt.embedded.EmbeddedStack;

/** A broker and a store, of which a test can stop the broker. */
public class StoppableStackResource extends EmbeddedStackResource {

    private static EmbeddedStack running;

    @Override
    void started(EmbeddedStack stack) {
        running = stack;
    }

    static void stopBroker() {
        running.kafka().close();
    }
}
