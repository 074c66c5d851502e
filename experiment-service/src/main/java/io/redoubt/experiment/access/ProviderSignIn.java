package io.redoubt.experiment.access;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.redoubt.api.Ids;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The sign-in of a browser at the OpenID Connect provider. Only {@link DashboardPaths#PROVIDER} sends browsers to the
 * provider, and each sign-in that fails ends on the sign-in page, so that redirects do not repeat.
 */
@Singleton
class ProviderSignIn {

    private static final Logger LOG = Logger.getLogger(ProviderSignIn.class);

    private final HttpAuthenticator authenticator;
    private final OpenIdProvider provider;

    ProviderSignIn(HttpAuthenticator authenticator, OpenIdProvider provider) {
        this.authenticator = authenticator;
        this.provider = provider;
    }

    /** Returns whether requests of this path are part of a sign-in. */
    boolean isPartOf(String path) {
        return provider.signsIn() && (path.equals(DashboardPaths.PROVIDER) || path.equals(DashboardPaths.CALLBACK));
    }

    /** Sends the browser to the provider, or back to the page that the user asked for. */
    void answer(RoutingContext request) {
        if (request.normalizedPath().equals(DashboardPaths.PROVIDER)) {
            // Quarkus would authenticate the callback with a session that has expired.
            SessionCookies.removeProviderSession(request);
            authenticator
                    .sendChallenge(request)
                    .subscribe()
                    .with(prepared -> request.response().end(), failure -> fail(request, failure));
        } else {
            authenticator
                    .attemptAuthentication(request)
                    .subscribe()
                    .with(user -> finishWithoutState(request, user), outcome -> finish(request, outcome));
        }
    }

    /** The browser already has a session, or no cookie of a sign-in. */
    private void finishWithoutState(RoutingContext request, SecurityIdentity user) {
        if (user == null) {
            LOG.warnf(
                    "issuer=%s a user could not sign in: the browser has returned from the provider without the cookie of"
                            + " this sign-in. The sign-in took too long, was started at another address of this service, or"
                            + " the browser stores no cookies",
                    provider.issuer());
            SignInRedirect.failed(request);
        } else {
            signedIn(request, DashboardPaths.HOME);
        }
    }

    /** A token in a cookie would take precedence over the session. */
    private static void signedIn(RoutingContext request, String path) {
        SessionCookies.removeToken(request);
        SignInRedirect.to(request, path);
    }

    /** Quarkus ends a successful sign-in with a redirect to the path that started it. */
    private void finish(RoutingContext request, Throwable outcome) {
        if (outcome instanceof AuthenticationRedirectException redirect) {
            List<String> next = new QueryStringDecoder(redirect.getRedirectUri())
                    .parameters()
                    .getOrDefault("next", List.of(DashboardPaths.HOME));
            signedIn(request, DashboardPaths.local(next.get(0)));
        } else {
            fail(request, outcome);
        }
    }

    private void fail(RoutingContext request, Throwable failure) {
        LOG.warnf("issuer=%s a user could not sign in: %s", provider.issuer(), reason(request, failure));
        SignInRedirect.failed(request);
    }

    private String reason(RoutingContext request, Throwable failure) {
        String error = request.request().getParam("error");
        return error != null
                ? "the provider answered " + Ids.quote(error)
                : RejectedToken.reason(failure, provider).orElseGet(() -> ProviderOutage.message(failure));
    }
}
