package io.redoubt.pipeline.job;

import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;

/** Logs failures that are retried: those of the store, the broker and files in one line, all others with a stack trace. */
public final class FailureLog {

    private FailureLog() {}

    /** Logs {@code what}, which describes the event, with its cause {@code failure}. */
    public static void log(Logger log, String what, Throwable failure) {
        if (failure instanceof StoreException || failure instanceof BrokerUnavailableException) {
            log.warnf("%s: %s", what, failure.getMessage());
        } else if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            log.warnf("%s: %s", what, failure);
        } else {
            log.errorf(failure, "%s: %s", what, failure);
        }
    }
}
