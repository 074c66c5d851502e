package io.redoubt.pipeline.config;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jboss.logging.Logger;

/** Runs a service until it is stopped. If it does not start, one line of the log says why. */
@QuarkusMain(name = ServiceMain.NAME)
public final class ServiceMain {

    /** The value of {@code quarkus.package.main-class}. */
    static final String NAME = "service";

    private static final Logger LOG = Logger.getLogger(ServiceMain.class);

    private ServiceMain() {}

    /** Runs the service and exits with 1 if it does not start. */
    public static void main(String... args) {
        Quarkus.run(
                null,
                (code, failure) -> {
                    if (failure != null) {
                        report(failure);
                    }
                    System.exit(code);
                },
                args);
    }

    private static void report(Throwable failure) {
        String line = "not started: " + StartupFailure.explain(failure);
        if (InitialConfigurator.DELAYED_HANDLER.isActivated()) {
            LOG.error(line);
            LOG.debug("not started", failure);
        } else { // a setting was invalid, so that logging is not configured
            System.err.println(line);
        }
    }
}
