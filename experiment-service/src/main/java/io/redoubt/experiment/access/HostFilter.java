package io.redoubt.experiment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.api.Ids;
import io.redoubt.experiment.rest.Problem;
import io.redoubt.experiment.rest.ProblemResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Set;

/**
 * Rejects requests whose {@code Host} is not a loopback name, unless clients must authenticate. For a browser, a web page
 * whose host name an attacker points at 127.0.0.1 (DNS rebinding) has the origin of this service, but its requests have
 * the host name of the page as {@code Host}.
 */
@ApplicationScoped
class HostFilter {

    /** Higher than all other filters: {@link OriginFilter} compares origins with {@code Host}. */
    private static final int PRIORITY = 350;

    private static final int FORBIDDEN = 403;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean active;

    HostFilter(RestConfig config, Access access) {
        this.active = !access.required() && !config.open();
    }

    void register(@Observes Filters filters) {
        if (active) {
            filters.register(HostFilter::filter, PRIORITY);
        }
    }

    private static void filter(RoutingContext request) {
        HostAndPort authority = request.request().authority();
        String host = authority == null ? "" : authority.host();
        if (LOOPBACK.contains(host.toLowerCase(Locale.ROOT))) {
            request.next();
            return;
        }
        ProblemResponse.end(
                request,
                Problem.of(
                        FORBIDDEN,
                        "Host",
                        Ids.quote(host)
                                + " is not localhost, 127.0.0.1 or [::1]; use one of these, or set redoubt.rest.token to accept"
                                + " other names from clients with the token"));
    }
}
