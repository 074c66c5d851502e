package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.api.Plural;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.check.RequestCheck;
import io.redoubt.experiment.check.RequestChecks;
import io.redoubt.experiment.rest.CommandPublisher;
import io.redoubt.experiment.rest.NoRequestException;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.SubmittedRequests;
import io.redoubt.experiment.view.UnavailableException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Writes, checks and submits a request. */
@Path("/ui/new")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class NewExperimentPage {

    private static final String SUBMIT = "submit";
    private static final String UNSENT = "Not submitted: ";

    private final RequestChecks checks;
    private final StatusView statuses;
    private final SubmittedRequests requests;
    private final CommandPublisher publisher;

    NewExperimentPage(
            RequestChecks checks, StatusView statuses, SubmittedRequests requests, CommandPublisher publisher) {
        this.checks = checks;
        this.statuses = statuses;
        this.requests = requests;
        this.publisher = publisher;
    }

    /**
     * @param template name of the template to start from
     * @param fork id of the experiment whose request to start from
     */
    @GET
    @Operation(hidden = true)
    public TemplateInstance edit(
            @RestQuery @DefaultValue("") String template, @RestQuery @DefaultValue("") String fork) {
        String text = fork.isEmpty() ? RequestTemplate.named(template).text() : sent(fork);
        return Templates.newExperiment(new NewExperimentModel(text, checks.of(bytes(text)), ""));
    }

    private String sent(String id) {
        statuses.get(id);
        return requests.text(id)
                .map(sent -> new String(sent, StandardCharsets.UTF_8))
                .orElseThrow(() -> new NoRequestException(id));
    }

    /** Submits a valid request. Otherwise, and for all other actions, shows its check. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Response> send(@RestForm @DefaultValue("") String request, @RestForm @DefaultValue("") String action) {
        String text = request.replace("\r\n", "\n");
        RequestCheck check = checks.of(bytes(text));
        if (!action.equals(SUBMIT)) {
            return Uni.createFrom().item(page(Response.Status.OK, text, check, ""));
        }
        if (!check.isValid()) {
            String problems = "correct " + Plural.of(check.problems().size(), "problem") + " first";
            return Uni.createFrom().item(page(Response.Status.BAD_REQUEST, text, check, UNSENT + problems));
        }
        return submit(bytes(text))
                .onFailure(UnavailableException.class)
                .recoverWithItem(failure ->
                        page(Response.Status.SERVICE_UNAVAILABLE, text, check, UNSENT + failure.getMessage()));
    }

    private Uni<Response> submit(byte[] text) {
        ExperimentRequest request = RequestReader.read(text);
        return statuses.submit(request, publisher.request(request.name(), text))
                .map(published -> Response.seeOther(URI.create("/ui/experiments/" + request.id()))
                        .build());
    }

    private static Response page(Response.Status status, String text, RequestCheck check, String notice) {
        return Response.status(status)
                .entity(Templates.newExperiment(new NewExperimentModel(text, check, notice)))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
