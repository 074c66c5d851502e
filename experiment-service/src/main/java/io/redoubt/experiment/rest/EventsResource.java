package io.redoubt.experiment.rest;

import io.redoubt.experiment.live.LiveEvents;
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

/** Streams the events of all jobs. */
@Path("/events")
@Tag(name = "events")
public class EventsResource {

    static final String RESUME =
            "id of the last event that the client has received: the stream continues with the next one, or with new"
                    + " events if there is no such event yet";

    private final LiveEvents live;

    EventsResource(LiveEvents live) {
        this.live = live;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Streams events of all jobs: new ones, or all after Last-Event-ID")
    @APIResponse(responseCode = "200", description = "Server-sent events; data is the JSON of redoubt.events")
    @APIResponse(responseCode = "400", description = "Last-Event-ID is not the id of an event")
    public Multi<OutboundSseEvent> all(
            @Parameter(description = RESUME) @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @DefaultValue("")
                    String lastEventId,
            @Context Sse sse) {
        return live.after(lastEventId).map(event -> event.toSse(sse));
    }
}
