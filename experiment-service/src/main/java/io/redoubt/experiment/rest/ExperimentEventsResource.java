package io.redoubt.experiment.rest;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.experiment.live.LiveEvents;
import io.redoubt.experiment.view.StatusView;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
    @Operation(
            summary =
                    "Streams events of an experiment, including those of jobs shared with other experiments: new ones,"
                            + " or all after Last-Event-ID")
    @APIResponse(responseCode = "200", description = "Server-sent events; data is the JSON of redoubt.events")
    @APIResponse(responseCode = "400", description = "Last-Event-ID is not the id of an event")
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    public Multi<OutboundSseEvent> all(
            String id,
            @Parameter(description = EventsResource.RESUME)
                    @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
                    @DefaultValue("")
                    String lastEventId,
            @Context Sse sse) {
        view.get(id);
        return live.after(lastEventId)
                .filter(event -> concerns(id, event.event()))
                .map(event -> event.toSse(sse));
    }

    private boolean concerns(String id, JobEvent event) {
        return event.experiment().equals(id)
                || view.find(id).map(ExperimentStatus::jobs).stream()
                        .flatMap(jobs -> jobs.stream())
                        .anyMatch(job -> job.fingerprint().equals(event.fingerprint()));
    }
}
