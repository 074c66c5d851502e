package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.experiment.deadletter.DeadLetterLog;
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
    private final DeadLetterLog deadLetters;

    QueuesPage(QueueMonitor queues, DeadLetterLog deadLetters) {
        this.queues = queues;
        this.deadLetters = deadLetters;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        return Templates.queues(new QueuesModel(queues.all(), deadLetters.count()));
    }
}
