package io.redoubt.experiment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.experiment.rest.Problem;
import io.redoubt.experiment.rest.ProblemResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Rejects requests without the token before any other handler. Health probes and metrics need no token, because the
 * platform reads them and they contain no experiment data.
 */
@ApplicationScoped
class TokenFilter {

    /** Higher than all filters of Quarkus except CORS, so that cross-origin requests still get a CORS response. */
    private static final int PRIORITY = 250;

    private static final String HEALTH = "/q/health";
    private static final String METRICS = "/q/metrics";
    private static final int UNAUTHORIZED = 401;

    private final Optional<BearerToken> token;

    TokenFilter(@ConfigProperty(name = "quarkus.http.host") String host, RestConfig config) {
        this.token = AccessPolicy.requiredToken(host, config);
    }

    void register(@Observes Filters filters) {
        token.ifPresent(expected -> filters.register(request -> authenticate(request, expected), PRIORITY));
    }

    private static void authenticate(RoutingContext request, BearerToken expected) {
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (isPublic(request.normalizedPath()) || (authorization != null && expected.matches(authorization))) {
            request.next();
            return;
        }
        Problem problem = Problem.of(
                UNAUTHORIZED, "Authorization", "the request has no valid token; send Authorization: Bearer TOKEN");
        request.response().putHeader("WWW-Authenticate", "Bearer realm=\"redoubt\"");
        ProblemResponse.end(request, problem);
    }

    private static boolean isPublic(String path) {
        return path.equals(METRICS) || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }
}
