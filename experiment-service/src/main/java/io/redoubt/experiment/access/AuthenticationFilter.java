package io.redoubt.experiment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.experiment.rest.Problem;
import io.redoubt.experiment.rest.ProblemResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Rejects requests of unknown callers before any other handler. The dashboard sends browsers to its sign-in page.
 */
@ApplicationScoped
class AuthenticationFilter {

    /** Higher than all filters of Quarkus except CORS, so that cross-origin requests still get a CORS response. */
    private static final int PRIORITY = 250;

    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private final Access access;
    private final AccessToken tokens;
    private final OpenIdProvider provider;
    private final ProviderAuthentication users;

    AuthenticationFilter(Access access, AccessToken tokens, OpenIdProvider provider, ProviderAuthentication users) {
        this.access = access;
        this.tokens = tokens;
        this.provider = provider;
        this.users = users;
    }

    void register(@Observes Filters filters) {
        if (access.required()) {
            filters.register(this::authenticate, PRIORITY);
        }
    }

    private void authenticate(RoutingContext request) {
        Optional<AccessRole> role = tokens.role(request.request());
        if (users.isSignIn(request.normalizedPath())) {
            users.signIn(request);
        } else if (role.isPresent()) {
            proceed(request, Caller.withToken(role.get()));
        } else if (RequiredRoles.isPublic(request.normalizedPath())) {
            request.next();
        } else if (provider.isConfigured()) {
            users.authenticate(
                    request,
                    user -> proceed(request, user),
                    reason -> reject(request, reason),
                    reason -> fail(request, reason));
        } else {
            reject(request, "the request has no valid token");
        }
    }

    private static void proceed(RoutingContext request, Caller caller) {
        Access.setCaller(request, caller);
        request.next();
    }

    private static void reject(RoutingContext request, String reason) {
        if (DashboardPaths.isPage(request.normalizedPath())) {
            SignInRedirect.end(request);
            return;
        }
        request.response().putHeader("WWW-Authenticate", "Bearer realm=\"redoubt\"");
        ProblemResponse.end(
                request, Problem.of(UNAUTHORIZED, "Authorization", reason + "; send Authorization: Bearer TOKEN"));
    }

    private static void fail(RoutingContext request, String reason) {
        if (DashboardPaths.isPage(request.normalizedPath())) {
            SignInRedirect.failed(request);
        } else {
            ProblemResponse.end(request, Problem.of(UNAVAILABLE, "", reason));
        }
    }
}
