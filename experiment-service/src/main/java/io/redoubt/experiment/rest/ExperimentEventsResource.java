package io.redoubt.experiment.rest;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.experiment.view.StatusView;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Streams the events of one experiment. */
@Path("/experiments/{id}/events")
@Tag(name = "events")
public class ExperimentEventsResource {

    private final LiveEvents live;
    private final StatusView view;

    ExperimentEventsResource(LiveEvents live, StatusView view) {
        this.live = live;
        this.view = view;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "Streams new events of an experiment, including those of jobs shared with other experiments")
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    public Multi<JobEvent> all(String id) {
        view.get(id);
        return live.stream().filter(event -> concerns(id, event));
    }

    private boolean concerns(String id, JobEvent event) {
        return event.experiment().equals(id)
                || view.find(id).map(ExperimentStatus::jobs).stream()
                        .flatMap(jobs -> jobs.stream())
                        .anyMatch(job -> job.fingerprint().equals(event.fingerprint()));
    }
}
