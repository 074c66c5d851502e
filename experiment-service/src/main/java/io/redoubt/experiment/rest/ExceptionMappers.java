package io.redoubt.experiment.rest;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.UnknownExperimentException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions to responses. */
class ExceptionMappers {

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
    Response conflict(CommandConflictException e) {
        return response(Response.Status.CONFLICT, "", e.getMessage());
    }

    @ServerExceptionMapper
    Response unavailable(UnavailableException e) {
        return response(Response.Status.SERVICE_UNAVAILABLE, "", e.getMessage());
    }

    private static Response response(Response.Status status, String field, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Problem(field, message))
                .build();
    }
}
