package io.redoubt.experiment.access;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.redoubt.api.SanitizedText;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Authenticates users of the OpenID Connect provider: by a bearer token, or in a browser by the session that a sign-in at
 * the provider has started. Only {@link DashboardPaths#PROVIDER} sends browsers to the provider, so that no redirects
 * repeat.
 */
@Singleton
class ProviderAuthentication {

    private static final Logger LOG = Logger.getLogger(ProviderAuthentication.class);

    private static final String INVALID = "the token is not valid";
    private static final int MAX_LOGGED = 300;

    private final HttpAuthenticator authenticator;
    private final OpenIdProvider provider;
    private final TenantConfigBean tenants;
    private final AtomicBoolean unavailable = new AtomicBoolean();

    ProviderAuthentication(HttpAuthenticator authenticator, OpenIdProvider provider, TenantConfigBean tenants) {
        this.authenticator = authenticator;
        this.provider = provider;
        this.tenants = tenants;
    }

    /** Quarkus has tried to reach the provider, and tries again at each request that needs it. */
    void atStart(@Observes StartupEvent started) {
        if (provider.isConfigured() && !tenants.getDefaultTenant().ready()) {
            noteUnavailable();
        }
    }

    /** Returns whether the request is part of a sign-in at the provider, which {@link #signIn} answers. */
    boolean isSignIn(String path) {
        return provider.signsIn() && (path.equals(DashboardPaths.PROVIDER) || path.equals(DashboardPaths.CALLBACK));
    }

    /** Sends the browser to the provider, or back to the page that the user asked for. */
    void signIn(RoutingContext request) {
        if (request.normalizedPath().equals(DashboardPaths.PROVIDER)) {
            authenticator
                    .sendChallenge(request)
                    .subscribe()
                    .with(prepared -> request.response().end(), failure -> failSignIn(request, failure));
        } else {
            authenticator
                    .attemptAuthentication(request)
                    .subscribe()
                    .with(user -> afterSignIn(request, user), failure -> finishSignIn(request, failure));
        }
    }

    private static void afterSignIn(RoutingContext request, SecurityIdentity user) {
        if (user == null) {
            SignInRedirect.failed(request);
        } else {
            SignInRedirect.to(request, DashboardPaths.HOME);
        }
    }

    /** Quarkus ends a successful sign-in with a redirect to the path that started it. */
    private void finishSignIn(RoutingContext request, Throwable outcome) {
        if (outcome instanceof AuthenticationRedirectException redirect) {
            List<String> next = new QueryStringDecoder(redirect.getRedirectUri())
                    .parameters()
                    .getOrDefault("next", List.of(DashboardPaths.HOME));
            SignInRedirect.to(request, DashboardPaths.local(next.get(0)));
        } else {
            failSignIn(request, outcome);
        }
    }

    private void failSignIn(RoutingContext request, Throwable failure) {
        LOG.warnf("issuer=%s a user could not sign in: %s", provider.issuer(), reason(failure).orElseGet(() -> message(failure)));
        SignInRedirect.failed(request);
    }

    /**
     * Finds out who has sent the request.
     *
     * @param known called with the user
     * @param rejected called with the reason if the request has no valid token or session
     * @param failed called with the reason if the provider does not answer
     */
    void authenticate(
            RoutingContext request, Consumer<Caller> known, Consumer<String> rejected, Consumer<String> failed) {
        if (hasOpaqueToken(request)) {
            rejected.accept(INVALID);
            return;
        }
        authenticator
                .attemptAuthentication(request)
                .emitOn(contextOfRequest())
                .subscribe()
                .with(
                        user -> {
                            if (user == null) {
                                rejected.accept("the request has no valid token");
                            } else {
                                noteAvailable();
                                known.accept(caller(user));
                            }
                        },
                        failure -> {
                            if (isRejected(failure)) {
                                rejected.accept(reason(failure).orElse(INVALID));
                            } else {
                                noteUnavailable();
                                failed.accept("the OpenID Connect provider " + provider.issuer()
                                        + " does not answer; try again when it is available");
                            }
                        });
    }

    /** An answer of the provider arrives on another thread than the rest of the request. */
    private static Executor contextOfRequest() {
        Context context = Vertx.currentContext();
        return task -> context.runOnContext(none -> task.run());
    }

    /** A token that is no JWT is not from the provider; it is rejected even if the provider does not answer. */
    private static boolean hasOpaqueToken(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(BearerToken::in)
                .filter(OidcUtils::isOpaqueToken)
                .isPresent();
    }

    private Caller caller(SecurityIdentity user) {
        return Caller.ofProvider(user.getPrincipal().getName(), user.getRoles(), provider.rolesClaim());
    }

    private static boolean isRejected(Throwable failure) {
        return failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException
                || failure instanceof AuthenticationRedirectException;
    }

    /** Returns why a token is not valid; empty if the failure has another cause. */
    private Optional<String> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException invalid) {
                return Optional.of("the token " + problem(invalid));
            }
        }
        return Optional.empty();
    }

    /** The message of the exception contains the token, which nobody but its owner may see. */
    private String problem(InvalidJwtException invalid) {
        if (invalid.hasExpired()) {
            return "has expired";
        }
        if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || invalid.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "is not for the audience '" + provider.audience() + "'";
        }
        if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID) || invalid.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "is not from " + provider.issuer();
        }
        return "is not valid";
    }

    /** The message of the innermost cause; it may contain text of the request. */
    private static String message(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return SanitizedText.of(String.valueOf(cause.getMessage()), MAX_LOGGED);
    }

    private void noteUnavailable() {
        if (!unavailable.getAndSet(true)) {
            LOG.warnf(
                    "issuer=%s the OpenID Connect provider does not answer; check that %s/.well-known/openid-configuration"
                            + " can be read from here. Its users cannot sign in until it answers, which is tried at each of"
                            + " their requests",
                    provider.issuer(), provider.issuer());
        }
    }

    private void noteAvailable() {
        if (unavailable.getAndSet(false)) {
            LOG.infof("issuer=%s the OpenID Connect provider answers again", provider.issuer());
        }
    }
}
