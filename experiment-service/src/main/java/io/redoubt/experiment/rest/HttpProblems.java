package io.redoubt.experiment.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.api.Ids;
import io.redoubt.api.request.RequestReader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Describes requests that reach no resource, and answers those whose {@code Content-Length} is too large. */
@ApplicationScoped
class HttpProblems {

    private static final int TOO_LARGE = 413;

    /** Below the filters that authenticate. */
    private static final int FILTER_PRIORITY = 200;

    /** Quarkus answers such a body without a text, and closes the connection while the client is sending. */
    void rejectTooLargeBodies(@Observes Filters filters) {
        filters.register(
                request -> {
                    if (contentLength(request) <= RequestReader.MAX_BYTES) {
                        request.next();
                        return;
                    }
                    // The rest of the body is read and discarded.
                    request.request().resume();
                    answer(request, TOO_LARGE);
                },
                FILTER_PRIORITY);
    }

    private static long contentLength(RoutingContext request) {
        try {
            return Long.parseLong(request.request().headers().get(HttpHeaders.CONTENT_LENGTH));
        } catch (NumberFormatException e) {
            return 0; // none, or one that the HTTP server rejects
        }
    }

    private static void answer(RoutingContext request, int status) {
        Problem problem = Problem.of(
                status,
                "",
                detail(
                        status,
                        request.request().method().name(),
                        request.request().path()));
        ProblemResponse.end(request, problem);
    }

    /** Returns the problem and the remedy for an exception that no resource has thrown. */
    static String detail(WebApplicationException e, ContainerRequestContext request) {
        return detail(
                e.getResponse().getStatus(),
                request.getMethod(),
                request.getUriInfo().getRequestUri().getPath());
    }

    private static String detail(int status, String method, String path) {
        return switch (status) {
            case 404 -> "there is nothing at " + Ids.quote(path) + "; /q/openapi describes all paths";
            case 405 -> method + " is not possible at " + Ids.quote(path) + "; see the header Allow, or /q/openapi";
            case 406 -> Ids.quote(path) + " has none of the content types in the header Accept; see /q/openapi";
            case TOO_LARGE -> "the body is too large; requests have at most " + RequestReader.MAX_BYTES + " bytes";
            case 415 -> Ids.quote(path) + " does not take this content type; see /q/openapi";
            default -> "the request cannot be read; /q/openapi describes all paths";
        };
    }
}
