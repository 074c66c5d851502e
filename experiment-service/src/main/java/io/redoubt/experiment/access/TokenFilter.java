package io.redoubt.experiment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.experiment.rest.Problem;
import io.redoubt.experiment.rest.ProblemResponse;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Rejects requests without the token before any other handler. Health probes and metrics need no token, because the
 * platform reads them and they contain no experiment data. The dashboard sends browsers to its sign-in page, which sets
 * the token as a cookie.
 */
@ApplicationScoped
class TokenFilter {

    /** Higher than all filters of Quarkus except CORS, so that cross-origin requests still get a CORS response. */
    private static final int PRIORITY = 250;

    private static final String HEALTH = "/q/health";
    private static final String METRICS = "/q/metrics";
    private static final int UNAUTHORIZED = 401;

    private final AccessToken token;

    TokenFilter(AccessToken token) {
        this.token = token;
    }

    void register(@Observes Filters filters) {
        if (token.required()) {
            filters.register(this::authenticate, PRIORITY);
        }
    }

    private void authenticate(RoutingContext context) {
        String path = context.normalizedPath();
        Optional<AccessRole> role = role(context.request());
        role.ifPresent(known -> AccessToken.setRole(context, known));
        if (isPublic(path) || role.isPresent()) {
            context.next();
        } else if (DashboardPaths.isPage(path)) {
            SignInRedirect.end(context);
        } else {
            Problem problem = Problem.of(
                    UNAUTHORIZED, "Authorization", "the request has no valid token; send Authorization: Bearer TOKEN");
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"redoubt\"");
            ProblemResponse.end(context, problem);
        }
    }

    private Optional<AccessRole> role(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(token::roleOfHeader)
                .or(() -> Optional.ofNullable(request.getCookie(AccessToken.COOKIE))
                        .map(Cookie::getValue)
                        .flatMap(token::role));
    }

    private static boolean isPublic(String path) {
        return path.equals(METRICS)
                || path.equals(HEALTH)
                || path.startsWith(HEALTH + "/")
                || DashboardPaths.isPublic(path);
    }
}
