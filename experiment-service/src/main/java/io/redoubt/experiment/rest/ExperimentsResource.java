package io.redoubt.experiment.rest;

import io.redoubt.api.Ids;
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
import io.redoubt.pipeline.trace.TraceHeaders;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    private final ExperimentDeletions deletions;

    ExperimentsResource(
            CommandPublisher publisher,
            StatusView view,
            Experiments experiments,
            WaitingJobs waiting,
            ExperimentDeletions deletions) {
        this.publisher = publisher;
        this.view = view;
        this.experiments = experiments;
        this.waiting = waiting;
        this.deletions = deletions;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Submits a request in YAML or JSON; the same request is the same experiment, however often it is"
                    + " sent")
    @APIResponse(
            responseCode = "200",
            description = "The experiment already exists and continues unchanged; Location is its URL",
            content = @Content(schema = @Schema(implementation = SubmitResponse.class)))
    @APIResponse(
            responseCode = "202",
            description = "Published: a new experiment, or one that was cancelled or has failed and now continues;"
                    + " Location is its URL",
            content = @Content(schema = @Schema(implementation = SubmitResponse.class)))
    @APIResponse(responseCode = "400", description = "A field is invalid; the response names it")
    public Uni<Response> submit(
            byte[] request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
            @Parameter(description = "the W3C trace that the experiment continues")
                    @HeaderParam(TraceHeaders.TRACEPARENT)
                    @DefaultValue("")
                    String traceparent) {
        ExperimentRequest parsed = read(request, contentType.orElse(""));
        Response.Status status = view.find(parsed.id())
                .filter(known -> !known.restarts())
                .map(known -> Response.Status.OK)
                .orElse(Response.Status.ACCEPTED);
        return view.submit(parsed, publisher.request(parsed.name(), request, traceparent))
                .map(published -> located(status, parsed.id()));
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
            @Parameter(
                            description =
                                    "an expression such as state:failed ra>0.4 submitted>2026-11-01 name:paper*, or"
                                            + " words that name, id, state or message contain")
                    @RestQuery
                    @DefaultValue("")
                    String filter,
            @Parameter(description = "states, separated by commas") @RestQuery @DefaultValue("") String state,
            @Parameter(
                            description =
                                    "updated, submitted, name, state, progress, left, robust or standard; -name for"
                                            + " descending order")
                    @RestQuery
                    @DefaultValue("")
                    String sort,
            @RestQuery @DefaultValue("0") int offset,
            @RestQuery @DefaultValue("2147483647") int limit) {
        ExperimentList list = experiments.list(ExperimentFilter.parse(filter, state, sort, offset, limit));
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

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deletes an experiment that has ended, and its data that no other experiment needs, as redoubt gc"
                    + " --experiment does")
    @APIResponse(
            responseCode = "200",
            description = "What was deleted, or what would be deleted",
            content = @Content(schema = @Schema(implementation = Deletion.class)))
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    @APIResponse(responseCode = "409", description = "The experiment has not ended; cancel it first")
    public Uni<Deletion> delete(
            String id,
            @Parameter(
                            description = "whether only to return what would be deleted",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @RestQuery
                    String dryRun) {
        Set<String> only = Set.of(Ids.require("id", id));
        return Flag.of("dryRun", dryRun) ? Uni.createFrom().item(deletions.preview(only)) : deletions.delete(only);
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(summary = "Cancels the jobs of an experiment; submit the request again to continue")
    @APIResponse(
            responseCode = "202",
            description = "Published",
            content = @Content(schema = @Schema(implementation = SubmitResponse.class)))
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    @APIResponse(responseCode = "409", description = "The command has no effect in the experiment's state")
    public Uni<Response> cancel(String id) {
        return command(id, Action.CANCEL);
    }

    @POST
    @Path("/{id}/pause")
    @Operation(summary = "Pauses an experiment: running jobs commit a checkpoint and stop, and no more jobs are queued")
    @APIResponse(
            responseCode = "202",
            description = "Published",
            content = @Content(schema = @Schema(implementation = SubmitResponse.class)))
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    @APIResponse(responseCode = "409", description = "The command has no effect in the experiment's state")
    public Uni<Response> pause(String id) {
        return command(id, Action.PAUSE);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(summary = "Resumes a paused experiment")
    @APIResponse(
            responseCode = "202",
            description = "Published",
            content = @Content(schema = @Schema(implementation = SubmitResponse.class)))
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    @APIResponse(responseCode = "409", description = "The command has no effect in the experiment's state")
    public Uni<Response> resume(String id) {
        return command(id, Action.RESUME);
    }

    private Uni<Response> command(String id, Action action) {
        return view.answered(id)
                .flatMap(known -> publisher.command(action, known))
                .map(published -> located(Response.Status.ACCEPTED, id));
    }

    private static Response located(Response.Status status, String id) {
        return Response.status(status)
                .entity(new SubmitResponse(id))
                .location(UriBuilder.fromResource(ExperimentsResource.class)
                        .path(id)
                        .build())
                .build();
    }
}
