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
    private final ProviderSignIn signIn;
    private final ProviderAuthentication users;

    AuthenticationFilter(
            Access access,
            AccessToken tokens,
            OpenIdProvider provider,
            ProviderSignIn signIn,
            ProviderAuthentication users) {
        this.access = access;
        this.tokens = tokens;
        this.provider = provider;
        this.signIn = signIn;
        this.users = users;
    }

    void register(@Observes Filters filters) {
        if (access.required()) {
            filters.register(this::authenticate, PRIORITY);
        }
    }

    private void authenticate(RoutingContext request) {
        Optional<AccessRole> role = tokens.role(request.request());
        Answer answer = new Answer(request);
        if (signIn.isPartOf(request.normalizedPath())) {
            signIn.answer(request);
        } else if (role.isPresent()) {
            answer.known(Caller.withToken(role.get()));
        } else if (RequiredRoles.isPublic(request.normalizedPath())) {
            request.next();
        } else if (provider.isConfigured()) {
            users.authenticate(request, answer);
        } else {
            answer.rejected("the request has no valid token");
        }
    }

    private record Answer(RoutingContext request) implements ProviderAuthentication.Outcome {

        @Override
        public void known(Caller caller) {
            Access.setCaller(request, caller);
            caller.expiry().ifPresent(expiry -> StreamExpiry.set(request, expiry));
            request.next();
        }

        @Override
        public void rejected(String reason) {
            if (isPage()) {
                SignInRedirect.end(request);
                return;
            }
            request.response().putHeader("WWW-Authenticate", "Bearer realm=\"redoubt\"");
            ProblemResponse.end(
                    request, Problem.of(UNAUTHORIZED, "Authorization", reason + "; send Authorization: Bearer TOKEN"));
        }

        @Override
        public void unavailable(String reason) {
            // An error for a part of a page keeps the page and what the user has entered.
            if (isPage() && !SignInRedirect.isPart(request)) {
                SignInRedirect.failed(request);
            } else {
                ProblemResponse.end(request, Problem.of(UNAVAILABLE, "", reason));
            }
        }

        private boolean isPage() {
            return DashboardPaths.isPage(request.normalizedPath());
        }
    }
}
