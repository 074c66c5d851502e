package io.redoubt.experiment.rest;

import io.redoubt.experiment.queue.QueueMonitor;
import io.redoubt.experiment.queue.QueueStatus;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The depth of the work queues and their workers, for scalers and people. */
@Path("/queues")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "queues")
public class QueuesResource {

    private final QueueMonitor queues;

    QueuesResource(QueueMonitor queues) {
        this.queues = queues;
    }

    @GET
    @Operation(summary = "Lists the work queues: jobs that wait and run, and workers")
    @APIResponse(responseCode = "200", description = "The numbers are at most a second old")
    @APIResponse(responseCode = "503", description = "The numbers are not known: Kafka does not answer")
    public List<QueueStatus> all() {
        return queues.all();
    }

    @GET
    @Path("/{stage}")
    @Operation(summary = "Returns one work queue, such as finetune or pretrain.rotation")
    @APIResponse(
            responseCode = "200",
            description = "The numbers are at most a second old; lag is waiting plus running")
    @APIResponse(responseCode = "404", description = "No queue has this name; the response lists all")
    @APIResponse(responseCode = "503", description = "The numbers are not known: Kafka does not answer")
    public QueueStatus one(String stage) {
        return queues.one(stage);
    }
}
