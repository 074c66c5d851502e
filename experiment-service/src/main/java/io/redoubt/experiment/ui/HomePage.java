package io.redoubt.experiment.ui;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sends browsers that open the address of the service to the dashboard. A route rather than a resource: a resource of the
 * path {@code /} would answer {@code OPTIONS} for every path.
 */
@ApplicationScoped
class HomePage {

    private static final int SEE_OTHER = 303;

    void register(@Observes Router router) {
        router.get("/").handler(HomePage::redirect);
        router.get("/ui").handler(HomePage::redirect);
    }

    private static void redirect(RoutingContext context) {
        context.response()
                .setStatusCode(SEE_OTHER)
                .putHeader(HttpHeaders.LOCATION, "/ui/experiments")
                .end();
    }
}
