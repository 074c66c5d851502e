package io.redoubt.experiment.rest;

import io.quarkus.vertx.http.runtime.HeaderConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.redoubt.api.Ids;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** Describes requests that reach no resource. */
@ApplicationScoped
class HttpProblems {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /** Before the handler of Quarkus, which logs an invalid {@code Host} as an error of the service. */
    private static final int FIRST = Integer.MIN_VALUE;

    private final Map<String, HeaderConfig> headers;

    /** @param http has the headers that Quarkus adds to all other responses */
    HttpProblems(VertxHttpConfig http) {
        this.headers = http.header();
    }

    /** Answers requests that the router rejects before any filter. */
    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::requireUri).failureHandler(this::answerRejected);
    }

    /** Quarkus checks this too, with an empty answer, unless {@code vertx.disableURIValidation} is set. */
    private void requireUri(RoutingContext request) {
        String address = request.request().uri();
        try {
            new URI(address);
        } catch (URISyntaxException e) {
            answer(
                    request,
                    BAD_REQUEST,
                    "the address " + Ids.quote(address)
                            + " is not a URI; write special characters as % and two hex digits, and % as %25");
            return;
        }
        request.next();
    }

    private void answerRejected(RoutingContext request) {
        switch (request.statusCode()) {
            case BAD_REQUEST ->
                answer(request, BAD_REQUEST, "the header Host is missing or malformed; send a name or name:port");
            case NOT_FOUND ->
                answer(
                        request,
                        NOT_FOUND,
                        detail(
                                NOT_FOUND,
                                request.request().method().name(),
                                request.request().uri()));
            default -> request.next();
        }
    }

    private void answer(RoutingContext request, int status, String detail) {
        headers.forEach((name, header) -> request.response().putHeader(name, header.value()));
        ProblemResponse.end(request, Problem.of(status, "", detail));
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
            case NOT_FOUND ->
                "there is nothing at " + Ids.quote(path) + " for " + method + "; /q/openapi describes all paths";
            case 405 -> method + " is not possible at " + Ids.quote(path) + "; see the header Allow, or /q/openapi";
            case 406 -> Ids.quote(path) + " has none of the content types in the header Accept; see /q/openapi";
            case 415 -> Ids.quote(path) + " does not take this content type; see /q/openapi";
            default -> "the request cannot be read; /q/openapi describes all paths";
        };
    }
}
