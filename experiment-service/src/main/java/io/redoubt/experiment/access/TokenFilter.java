package io.redoubt.experiment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.api.Json;
import io.redoubt.experiment.rest.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns away requests without the token, before anything else sees them. Probes and metrics stay open: they come from
 * the platform, and tell nothing of an experiment.
 */
@ApplicationScoped
class TokenFilter {

    /** Above those of Quarkus itself but for CORS, so that a page of another origin still gets its refusal. */
    private static final int PRIORITY = 250;

    private static final String HEALTH = "/q/health";
    private static final String METRICS = "/q/metrics";
    private static final int UNAUTHORIZED = 401;

    private final Optional<BearerToken> token;

    TokenFilter(@ConfigProperty(name = "quarkus.http.host") String host, RestConfig config) {
        this.token = RestAccess.token(host, config);
    }

    void register(@Observes Filters filters) {
        token.ifPresent(demanded -> filters.register(request -> ask(request, demanded), PRIORITY));
    }

    private static void ask(RoutingContext request, BearerToken demanded) {
        String shown = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (isOpen(request.normalizedPath()) || (shown != null && demanded.isShownBy(shown))) {
            request.next();
            return;
        }
        Problem problem = new Problem("Authorization", "a token is needed here: send Authorization: Bearer TOKEN");
        request.response()
                .setStatusCode(UNAUTHORIZED)
                .putHeader("WWW-Authenticate", "Bearer realm=\"redoubt\"")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(Json.canonical(problem)));
    }

    private static boolean isOpen(String path) {
        return path.equals(METRICS) || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }
}
