package io.redoubt.experiment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.experiment.rest.Problem;
import io.redoubt.experiment.rest.ProblemResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects requests whose caller does not have the role that they need: those for pages in the REST layer, which shows
 * problems as pages, and all others before their bodies are read.
 */
@ApplicationScoped
class RoleFilter {

    /** Lower than that of {@link AuthenticationFilter}, higher than that of the filter that reads bodies. */
    private static final int PRIORITY = 240;

    private static final int FORBIDDEN = 403;

    private final Access access;

    RoleFilter(Access access) {
        this.access = access;
    }

    void register(@Observes Filters filters) {
        if (access.required()) {
            filters.register(this::filter, PRIORITY);
        }
    }

    private void filter(RoutingContext request) {
        Optional<Problem> problem = DashboardPaths.isDashboard(request.normalizedPath())
                ? Optional.empty()
                : problem(request.request().method().name(), request);
        problem.ifPresentOrElse(found -> ProblemResponse.end(request, found), request::next);
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> check(ContainerRequestContext request, RoutingContext context) {
        return problem(request.getMethod(), context).map(problem -> Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.json())
                .build());
    }

    private Optional<Problem> problem(String method, RoutingContext request) {
        Caller caller = access.caller(request);
        return RequiredRoles.of(method, request.normalizedPath())
                .filter(needed -> !caller.may(needed))
                .map(needed -> Problem.of(FORBIDDEN, "Authorization", caller.rejection(needed)));
    }
}
