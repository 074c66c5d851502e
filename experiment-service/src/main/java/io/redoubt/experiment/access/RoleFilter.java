package io.redoubt.experiment.access;

import io.redoubt.experiment.rest.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Rejects requests of readers that change something. */
class RoleFilter {

    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Requests that change nothing, or only the session of the user. */
    private static final Set<String> HARMLESS = Set.of("/check", "/ui/sign-in", "/ui/sign-out");

    /** Pages whose only purpose is to change something. */
    private static final Set<String> ACTIONS = Set.of("/ui/new", "/ui/delete");

    private final AccessToken token;

    RoleFilter(AccessToken token) {
        this.token = token;
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> check(ContainerRequestContext request, RoutingContext context) {
        String path = context.normalizedPath();
        boolean harmless = SAFE.contains(request.getMethod()) ? !ACTIONS.contains(path) : HARMLESS.contains(path);
        return harmless || token.role(context) == AccessRole.SUBMITTER ? Optional.empty() : Optional.of(rejected());
    }

    private static Response rejected() {
        return Response.status(Response.Status.FORBIDDEN)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(
                                Response.Status.FORBIDDEN.getStatusCode(),
                                "Authorization",
                                "this needs the role " + AccessRole.SUBMITTER.title() + ", and your token has the role "
                                        + AccessRole.READER.title() + "; send the token of redoubt.rest.token")
                        .json())
                .build();
    }
}
