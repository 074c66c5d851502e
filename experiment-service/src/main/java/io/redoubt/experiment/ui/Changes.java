package io.redoubt.experiment.ui;

import io.redoubt.experiment.view.JobHistories;
import io.redoubt.experiment.view.StatusView;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Tells open pages, at most once a second, that something has changed. Pages then fetch what they show. */
@Path("/ui/changes")
public class Changes {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final StatusView statuses;
    private final JobHistories histories;

    Changes(StatusView statuses, JobHistories histories) {
        this.statuses = statuses;
        this.histories = histories;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public Multi<String> stream() {
        return Multi.createFrom()
                .ticks()
                .every(INTERVAL)
                .onOverflow()
                .drop()
                .map(tick -> statuses.version() + "." + histories.version())
                .skip()
                .repetitions();
    }
}
