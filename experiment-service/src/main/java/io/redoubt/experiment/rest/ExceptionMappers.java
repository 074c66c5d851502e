package io.redoubt.experiment.rest;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.UnknownExperimentException;
import io.redoubt.data.memory.NotEnoughMemoryException;
import io.redoubt.data.source.InvalidImportException;
import io.redoubt.experiment.dataset.DatasetInUseException;
import io.redoubt.experiment.deadletter.UnknownDeadLetterException;
import io.redoubt.experiment.deadletter.UnsendableException;
import io.redoubt.experiment.queue.UnknownQueueException;
import io.redoubt.experiment.view.UnavailableException;
import io.redoubt.pipeline.dataset.UnknownDatasetException;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.store.StoreException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions to responses with a {@link Problem}. */
class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    @ServerExceptionMapper
    Response invalid(InvalidFieldException e) {
        return response(Response.Status.BAD_REQUEST, e.field(), e.getMessage());
    }

    @ServerExceptionMapper
    Response unreadable(UnreadableMessageException e) {
        return response(Response.Status.BAD_REQUEST, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response unknown(UnknownExperimentException e) {
        return response(Response.Status.NOT_FOUND, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response withoutReport(NoReportException e) {
        return response(Response.Status.NOT_FOUND, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response withoutModel(NoModelException e) {
        return response(Response.Status.NOT_FOUND, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response withoutRequest(NoRequestException e) {
        return response(Response.Status.NOT_FOUND, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response unknown(UnknownQueueException e) {
        return response(Response.Status.NOT_FOUND, "stage", e.getMessage());
    }

    @ServerExceptionMapper
    Response unknown(UnknownDatasetException e) {
        return response(Response.Status.NOT_FOUND, e.field(), e.getMessage());
    }

    @ServerExceptionMapper
    Response inUse(DatasetInUseException e) {
        return response(Response.Status.CONFLICT, "dataset", e.getMessage());
    }

    @ServerExceptionMapper
    Response invalid(InvalidImportException e) {
        String detail = e.problems().stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        return response(Response.Status.BAD_REQUEST, e.problems().get(0).field(), detail);
    }

    @ServerExceptionMapper
    Response outOfSpace(NotEnoughMemoryException e) {
        return response(Response.Status.SERVICE_UNAVAILABLE, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response unknown(UnknownDeadLetterException e) {
        return response(Response.Status.NOT_FOUND, "id", e.getMessage());
    }

    @ServerExceptionMapper
    Response unsendable(UnsendableException e) {
        return response(Response.Status.CONFLICT, "id", e.getMessage());
    }

    @ServerExceptionMapper
    Response conflict(CommandConflictException e) {
        return response(Response.Status.CONFLICT, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response unavailable(UnavailableException e) {
        return response(Response.Status.SERVICE_UNAVAILABLE, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response broker(BrokerUnavailableException e) {
        return response(Response.Status.SERVICE_UNAVAILABLE, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response store(StoreException e) {
        return response(Response.Status.SERVICE_UNAVAILABLE, "", e.getMessage());
    }

    /** Unknown paths, wrong methods and media types. */
    @ServerExceptionMapper
    Response http(WebApplicationException e, ContainerRequestContext request) {
        Response original = e.getResponse();
        Problem problem = Problem.of(original.getStatus(), "", HttpProblems.detail(e, request));
        Response.ResponseBuilder response =
                Response.status(original.getStatus()).type(Problem.MEDIA_TYPE).entity(problem.json());
        if (e instanceof NotAllowedException) {
            response.header(HttpHeaders.ALLOW, original.getHeaderString(HttpHeaders.ALLOW));
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e, ContainerRequestContext request) {
        LOG.errorf(
                e,
                "method=%s path=%s request failed",
                request.getMethod(),
                request.getUriInfo().getPath());
        return response(
                Response.Status.INTERNAL_SERVER_ERROR, "", "an unexpected error; the log of this service has it");
    }

    private static Response response(Response.Status status, String field, String detail) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(status.getStatusCode(), field, detail).json())
                .build();
    }
}
