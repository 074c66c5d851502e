package io.redoubt.experiment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Replaces the content security policy of all other answers for the pages of the dashboard: they load scripts, styles and
 * data from this service only, and have none inline. Reports may be part of these pages.
 */
@ApplicationScoped
class DashboardHeaders {

    /** Higher than all other filters, so that rejected requests have the headers, too. */
    private static final int PRIORITY = 360;

    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private static final String REPORT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'self'";

    void register(@Observes Filters filters) {
        filters.register(DashboardHeaders::filter, PRIORITY);
    }

    private static void filter(RoutingContext context) {
        if (DashboardPaths.isDashboard(context.normalizedPath())) {
            context.response()
                    .putHeader("Content-Security-Policy", POLICY)
                    .putHeader("Referrer-Policy", "same-origin")
                    // Pages change all the time; files change with the program and have the same names in each version.
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        } else if (DashboardPaths.isReport(context.normalizedPath())) {
            context.response().putHeader("Content-Security-Policy", REPORT_POLICY);
        }
        context.next();
    }
}
