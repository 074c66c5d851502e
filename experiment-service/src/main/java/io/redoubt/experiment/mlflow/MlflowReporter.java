package io.redoubt.experiment.mlflow;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.redoubt.api.Topics;
import io.redoubt.experiment.outbound.GroupReaders;
import io.redoubt.experiment.outbound.OutboundHttp;
import io.redoubt.experiment.view.SubmittedRequests;
import io.redoubt.pipeline.retry.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Sends runs to the tracking server in the configuration, if there is one. */
@ApplicationScoped
public class MlflowReporter {

    private static final String GROUP = "redoubt-mlflow";
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final MlflowConfig config;
    private final GroupReaders readers;
    private final SubmittedRequests requests;
    private final MeterRegistry meters;

    MlflowReporter(MlflowConfig config, GroupReaders readers, SubmittedRequests requests, MeterRegistry meters) {
        this.config = config;
        this.readers = readers;
        this.requests = requests;
        this.meters = meters;
    }

    /** @throws io.redoubt.api.InvalidFieldException naming the setting, if the address or the token is invalid */
    void onStart(@Observes StartupEvent start) {
        config.url().ifPresent(url -> {
            MlflowClient client = new MlflowClient(url, config.token(), new OutboundHttp());
            MlflowHandler handler = new MlflowHandler(new MlflowRuns(client, requests::request), meters);
            // A new server also gets the curves of what ran before, as far as the topic still has them.
            readers.start(GROUP, "earliest", Topics.EVENTS, BACKOFF, handler);
        });
    }
}
