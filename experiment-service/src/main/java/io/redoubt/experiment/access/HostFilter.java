package io.redoubt.experiment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.api.Ids;
import io.redoubt.experiment.rest.Problem;
import io.redoubt.experiment.rest.ProblemResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Rejects requests from web pages while no token is required. A page whose host name an attacker points at 127.0.0.1 (DNS
 * rebinding) is of the same origin as this service for the browser, but sends its own name as {@code Host}. A page of a
 * file or a sandboxed frame sends {@code Origin: null}.
 */
@ApplicationScoped
class HostFilter {

    /** Higher than the CORS filter, which answers without a reason. */
    private static final int PRIORITY = 350;

    private static final int FORBIDDEN = 403;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean active;

    HostFilter(RestConfig config) {
        this.active = config.token().isEmpty() && !config.open();
    }

    void register(@Observes Filters filters) {
        if (active) {
            filters.register(HostFilter::filter, PRIORITY);
        }
    }

    private static void filter(RoutingContext request) {
        HostAndPort authority = request.request().authority();
        String host = authority == null ? "" : authority.host();
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (!isLoopback(host)) {
            reject(request, "Host", host);
        } else if (origin != null && !isLoopback(hostOf(origin))) {
            reject(request, "Origin", origin);
        } else {
            request.next();
        }
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static String hostOf(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static void reject(RoutingContext request, String header, String value) {
        ProblemResponse.end(
                request,
                Problem.of(
                        FORBIDDEN,
                        header,
                        Ids.quote(value)
                                + " is not localhost, 127.0.0.1 or [::1]; use one of these, or set redoubt.rest.token to accept"
                                + " other names from clients with the token"));
    }
}
