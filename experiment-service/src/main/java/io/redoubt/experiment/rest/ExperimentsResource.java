package io.redoubt.experiment.rest;

import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.overview.ExperimentFilter;
import io.redoubt.experiment.overview.ExperimentList;
import io.redoubt.experiment.overview.Experiments;
import io.redoubt.experiment.overview.ListedExperiment;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.WaitingJobs;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Submits, lists and controls experiments. */
@Path("/experiments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "experiments")
public class ExperimentsResource {

    private static final String MULTIPART = MediaType.MULTIPART_FORM_DATA;
    private static final String DATA_BINARY = "content type %s): send it with curl --data-binary @FILE";

    private final CommandPublisher publisher;
    private final StatusView view;
    private final Experiments experiments;
    private final WaitingJobs waiting;

    ExperimentsResource(CommandPublisher publisher, StatusView view, Experiments experiments, WaitingJobs waiting) {
        this.publisher = publisher;
        this.view = view;
        this.experiments = experiments;
        this.waiting = waiting;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Submits a request in YAML or JSON")
    @APIResponse(responseCode = "202", description = "Published; Location is the URL of the experiment")
    @APIResponse(responseCode = "400", description = "A field is invalid; the response names it")
    public Uni<Response> submit(byte[] request, @HeaderParam(HttpHeaders.CONTENT_TYPE) Optional<String> contentType) {
        ExperimentRequest parsed = read(request, contentType.orElse(""));
        return view.submit(parsed, publisher.request(parsed.name(), request)).map(published -> accepted(parsed.id()));
    }

    /** {@code curl -d @file} removes the line breaks; {@code curl -F file=@file} sends the file as a part of a form. */
    private static ExperimentRequest read(byte[] request, String contentType) {
        try {
            return RequestReader.read(request);
        } catch (UnreadableMessageException e) {
            String text = new String(request, StandardCharsets.UTF_8).strip();
            boolean oneLine = !text.contains("\n");
            if (contentType.startsWith(MULTIPART)) {
                throw new UnreadableMessageException("the text came as a form (" + DATA_BINARY.formatted(MULTIPART), e);
            }
            if (oneLine && contentType.startsWith(MediaType.APPLICATION_FORM_URLENCODED)) {
                throw new UnreadableMessageException(
                        "the text came as one line (" + DATA_BINARY.formatted(MediaType.APPLICATION_FORM_URLENCODED),
                        e);
            }
            if (oneLine && !text.isEmpty() && !text.startsWith("{")) {
                throw new UnreadableMessageException(
                        e.getMessage() + "; if curl -d joined the lines, send it with curl --data-binary @FILE", e);
            }
            throw e;
        }
    }

    @GET
    @Operation(summary = "Lists experiments with their progress, time left and best result")
    @APIResponse(
            responseCode = "200",
            description = "The experiments; X-Total-Count is the number that the parameters select")
    @APIResponse(responseCode = "400", description = "A parameter is invalid; the response names it")
    public RestResponse<List<ListedExperiment>> all(
            @Parameter(description = "words that name, id, state or message contain") @RestQuery @DefaultValue("")
                    String text,
            @Parameter(description = "states, separated by commas") @RestQuery @DefaultValue("") String state,
            @Parameter(description = "updated, name, state, progress, left or robust; -name for descending order")
                    @RestQuery
                    @DefaultValue("")
                    String sort,
            @RestQuery @DefaultValue("0") int offset,
            @RestQuery @DefaultValue("2147483647") int limit) {
        ExperimentList list = experiments.list(ExperimentFilter.parse(text, state, sort, offset, limit));
        return ResponseBuilder.ok(list.experiments())
                .header("X-Total-Count", list.total())
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Returns the status of an experiment, and what its queued jobs wait for")
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    public ExperimentStatus one(String id) {
        return waiting.explain(view.get(id));
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(summary = "Cancels the jobs of an experiment; submit the request again to continue")
    @APIResponse(responseCode = "202", description = "Published")
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    @APIResponse(responseCode = "409", description = "The command has no effect in the experiment's state")
    public Uni<Response> cancel(String id) {
        return command(id, Action.CANCEL);
    }

    @POST
    @Path("/{id}/pause")
    @Operation(summary = "Pauses an experiment: running jobs commit a checkpoint and stop, and no more jobs are queued")
    @APIResponse(responseCode = "202", description = "Published")
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    @APIResponse(responseCode = "409", description = "The command has no effect in the experiment's state")
    public Uni<Response> pause(String id) {
        return command(id, Action.PAUSE);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(summary = "Resumes a paused experiment")
    @APIResponse(responseCode = "202", description = "Published")
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    @APIResponse(responseCode = "409", description = "The command has no effect in the experiment's state")
    public Uni<Response> resume(String id) {
        return command(id, Action.RESUME);
    }

    private Uni<Response> command(String id, Action action) {
        return view.answered(id)
                .flatMap(known -> publisher.command(action, known))
                .map(published -> accepted(id));
    }

    private static Response accepted(String id) {
        return Response.accepted(new SubmitResponse(id))
                .location(UriBuilder.fromResource(ExperimentsResource.class)
                        .path(id)
                        .build())
                .build();
    }
}
