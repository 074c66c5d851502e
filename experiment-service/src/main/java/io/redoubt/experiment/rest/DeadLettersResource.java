package io.redoubt.experiment.rest;

import io.redoubt.experiment.deadletter.DeadLetterEntry;
import io.redoubt.experiment.deadletter.DeadLetterLog;
import io.redoubt.experiment.deadletter.DeadLetterResend;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Records that could not be read or run. */
@Path("/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "queues")
public class DeadLettersResource {

    private static final String COUNT = "X-Total-Count";

    private final DeadLetterLog log;
    private final DeadLetterResend resend;

    DeadLettersResource(DeadLetterLog log, DeadLetterResend resend) {
        this.log = log;
        this.resend = resend;
    }

    @GET
    @Operation(summary = "Lists the latest dead letters, newest first, at most 500")
    @APIResponse(responseCode = "200", description = "X-Total-Count is the number of all since the start of the topic")
    public Response latest() {
        return Response.ok(log.latest()).header(COUNT, log.count()).build();
    }

    @POST
    @Path("/{id}/send")
    @Operation(summary = "Sends a record to its topic again")
    @APIResponse(responseCode = "202", description = "The broker has the record; the dead letter remains")
    @APIResponse(responseCode = "404", description = "There is no such dead letter among the latest")
    @APIResponse(responseCode = "409", description = "It has only a part of the record, or is of another topic")
    @APIResponse(responseCode = "503", description = "Kafka does not answer")
    public Response send(String id) {
        DeadLetterEntry sent = resend.send(id);
        return Response.accepted(sent).build();
    }
}
