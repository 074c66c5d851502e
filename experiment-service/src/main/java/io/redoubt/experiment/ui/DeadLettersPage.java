package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.api.Plural;
import io.redoubt.experiment.deadletter.DeadLetterLog;
import io.redoubt.experiment.deadletter.DeadLetterResend;
import io.redoubt.experiment.deadletter.UnknownDeadLetterException;
import io.redoubt.experiment.deadletter.UnsendableException;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** The records that could not be read or run. */
@Path("/ui/dead-letters")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class DeadLettersPage {

    private final DeadLetterLog log;
    private final DeadLetterResend resend;

    DeadLettersPage(DeadLetterLog log, DeadLetterResend resend) {
        this.log = log;
        this.resend = resend;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        return render("");
    }

    /** Sends the selected records; after the first that the broker does not acknowledge, the others are not sent. */
    @POST
    @Path("/send")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public TemplateInstance send(@RestForm List<String> id) {
        int sent = 0;
        List<String> notices = new ArrayList<>();
        try {
            for (String each : id) {
                try {
                    resend.send(each);
                    sent++;
                } catch (UnknownDeadLetterException | UnsendableException e) {
                    notices.add(e.getMessage());
                }
            }
        } catch (BrokerUnavailableException e) {
            notices.add(e.getMessage());
        }
        if (sent > 0) {
            notices.add(0, "Sent " + Plural.of(sent, "record") + " again");
        }
        return render(id.isEmpty() ? "Select a record first" : String.join("; ", notices));
    }

    private TemplateInstance render(String notice) {
        return Templates.deadLetters(new DeadLettersModel(log.latest(), log.count(), notice));
    }
}
