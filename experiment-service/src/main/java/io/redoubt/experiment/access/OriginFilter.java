package io.redoubt.experiment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.api.Ids;
import io.redoubt.experiment.rest.Problem;
import io.redoubt.experiment.rest.ProblemResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Rejects requests from web pages of other origins with problem details. Inactive if {@code quarkus.http.cors.origins}
 * is set: the CORS filter of Quarkus then checks origins and answers without a body. Pages from files and sandboxed
 * frames send {@code Origin: null}.
 */
@ApplicationScoped
class OriginFilter {

    /** Higher than the CORS filter. */
    private static final int PRIORITY = 310;

    private static final int FORBIDDEN = 403;

    private final boolean active;

    OriginFilter(@ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> allowed) {
        this.active = allowed.isEmpty();
    }

    void register(@Observes Filters filters) {
        if (active) {
            filters.register(OriginFilter::filter, PRIORITY);
        }
    }

    private static void filter(RoutingContext context) {
        String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || isSame(context.request(), origin)) {
            context.next();
            return;
        }
        ProblemResponse.end(
                context,
                Problem.of(
                        FORBIDDEN,
                        "Origin",
                        Ids.quote(origin)
                                + " is not the origin of this service; set quarkus.http.cors.origins to accept requests of"
                                + " its web pages"));
    }

    /** Browsers write the origin and the host in the same form: in lower case and without the default port. */
    private static boolean isSame(HttpServerRequest request, String origin) {
        return origin.equals(request.scheme() + "://" + request.getHeader(HttpHeaders.HOST));
    }
}
