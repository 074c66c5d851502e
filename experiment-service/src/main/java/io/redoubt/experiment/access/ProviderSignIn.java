package io.redoubt.experiment.access;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.redoubt.api.Ids;
import io.redoubt.api.SanitizedText;
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
    private static final int MAX_LOGGED = 300;

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
            authenticator
                    .sendChallenge(request)
                    .subscribe()
                    .with(prepared -> request.response().end(), failure -> fail(request, failure));
        } else {
            authenticator
                    .attemptAuthentication(request)
                    .subscribe()
                    .with(user -> goOn(request, user), outcome -> finish(request, outcome));
        }
    }

    /** The browser already has a session, or no cookie of a sign-in. */
    private static void goOn(RoutingContext request, SecurityIdentity user) {
        if (user == null) {
            SignInRedirect.failed(request);
        } else {
            SignInRedirect.to(request, DashboardPaths.HOME);
        }
    }

    /** Quarkus ends a successful sign-in with a redirect to the path that started it. */
    private void finish(RoutingContext request, Throwable outcome) {
        if (outcome instanceof AuthenticationRedirectException redirect) {
            List<String> next = new QueryStringDecoder(redirect.getRedirectUri())
                    .parameters()
                    .getOrDefault("next", List.of(DashboardPaths.HOME));
            SignInRedirect.to(request, DashboardPaths.local(next.get(0)));
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
                : RejectedToken.reason(failure, provider).orElseGet(() -> innermostMessage(failure));
    }

    private static String innermostMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return SanitizedText.of(String.valueOf(cause.getMessage()), MAX_LOGGED);
    }
}
