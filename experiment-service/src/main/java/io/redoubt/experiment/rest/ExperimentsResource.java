package io.redoubt.experiment.rest;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueWorkers;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
    private final QueueWorkers workers;

    ExperimentsResource(CommandPublisher publisher, StatusView view, KafkaConnection kafka) {
        this.publisher = publisher;
        this.view = view;
        this.workers = new QueueWorkers(kafka::admin);
    }

    @PreDestroy
    void close() {
        workers.close();
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
    @Operation(summary = "Lists all experiments, the most recently updated first")
    public List<ExperimentStatus> all() {
        return view.all();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Returns the status of an experiment, and what its queued jobs wait for")
    @APIResponse(responseCode = "404", description = "The experiment does not exist")
    public ExperimentStatus one(String id) {
        return workers.explain(view.get(id));
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
                .invoke(known -> CommandConflictException.check(action, known))
                .flatMap(known ->
                        publisher.command(new ControlCommand(SchemaVersion.VERSION, known.experiment(), action)))
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
