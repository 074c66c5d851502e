package io.redoubt.experiment.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers a request that a filter rejects, before it reaches a resource. */
public final class ProblemResponse {

    private ProblemResponse() {}

    /** Ends the response with the status and the body of the problem. */
    public static void end(RoutingContext request, Problem problem) {
        discardBody(request);
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(problem.json()));
    }

    /** Reads the rest of the body, so that the next request of the connection is read. */
    public static void discardBody(RoutingContext request) {
        if (!request.request().isEnded()) {
            request.request().resume();
        }
    }
}
