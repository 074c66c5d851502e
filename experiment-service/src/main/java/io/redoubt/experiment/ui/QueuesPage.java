package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.experiment.queue.QueueMonitor;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The work queues and their workers. */
@Path("/ui/queues")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class QueuesPage {

    private final QueueMonitor queues;

    QueuesPage(QueueMonitor queues) {
        this.queues = queues;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        return Templates.queues(new QueuesModel(queues.all()));
    }
}
