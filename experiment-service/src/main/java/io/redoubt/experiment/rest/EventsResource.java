package io.redoubt.experiment.rest;

import io.redoubt.api.event.JobEvent;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Streams the events of all jobs. */
@Path("/events")
@Tag(name = "events")
public class EventsResource {

    private final LiveEvents live;

    EventsResource(LiveEvents live) {
        this.live = live;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "Streams new events of all jobs")
    public Multi<JobEvent> all() {
        return live.stream();
    }
}
