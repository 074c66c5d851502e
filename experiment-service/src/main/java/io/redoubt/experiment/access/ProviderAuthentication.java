package io.redoubt.experiment.access;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Authenticates users of the OpenID Connect provider: by a bearer token, or in a browser by the session that a sign-in at
 * the provider has started.
 */
@Singleton
class ProviderAuthentication {

    private static final Logger LOG = Logger.getLogger(ProviderAuthentication.class);

    private final HttpAuthenticator authenticator;
    private final OpenIdProvider provider;
    private final TenantConfigBean tenants;
    private final AtomicBoolean unavailable = new AtomicBoolean();

    ProviderAuthentication(HttpAuthenticator authenticator, OpenIdProvider provider, TenantConfigBean tenants) {
        this.authenticator = authenticator;
        this.provider = provider;
        this.tenants = tenants;
    }

    /** What becomes of a request; one of the methods is called. */
    interface Outcome {

        /** The request is from this user. */
        void known(Caller user);

        /** The request has no valid token or session. */
        void rejected(String reason);

        /** The provider does not answer. */
        void unavailable(String reason);
    }

    /** Quarkus has tried to reach the provider. It tries again here, and at each request that needs the provider. */
    void atStart(@Observes StartupEvent started) {
        if (provider.isConfigured()) {
            tenants.getDefaultTenant().initialize().subscribe().with(ready -> {}, this::noteUnavailable);
        }
    }

    /** Finds out who has sent the request. */
    void authenticate(RoutingContext request, Outcome outcome) {
        Optional<String> reason = bearerToken(request).flatMap(token -> RejectedToken.reason(token, provider));
        if (reason.isPresent()) {
            outcome.rejected(reason.get());
            return;
        }
        authenticator
                .attemptAuthentication(request)
                .emitOn(contextOfRequest())
                .subscribe()
                .with(user -> authenticated(user, outcome), failure -> failed(failure, outcome));
    }

    private static Optional<String> bearerToken(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(BearerToken::in);
    }

    /** An answer of the provider arrives on another thread than the rest of the request. */
    private static Executor contextOfRequest() {
        Context context = Vertx.currentContext();
        return task -> context.runOnContext(none -> task.run());
    }

    private void authenticated(SecurityIdentity user, Outcome outcome) {
        if (user == null) {
            outcome.rejected("the request has no valid token");
            return;
        }
        noteAvailable();
        outcome.known(Caller.ofProvider(
                user.getPrincipal().getName(), user.getRoles(), provider.rolesClaim(), expiry(user.getPrincipal())));
    }

    private static Instant expiry(Principal user) {
        return Instant.ofEpochSecond(((JsonWebToken) user).getExpirationTime());
    }

    private void failed(Throwable failure, Outcome outcome) {
        if (isRejected(failure) && !ProviderOutage.isCauseOf(failure)) {
            outcome.rejected(RejectedToken.reason(failure, provider).orElse(RejectedToken.INVALID));
            return;
        }
        noteUnavailable(failure);
        outcome.unavailable("the OpenID Connect provider " + provider.issuer()
                + " does not answer; try again when it is available");
    }

    private static boolean isRejected(Throwable failure) {
        return failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException
                || failure instanceof AuthenticationRedirectException;
    }

    private void noteUnavailable(Throwable failure) {
        if (!unavailable.getAndSet(true)) {
            LOG.warnf(
                    "issuer=%s the OpenID Connect provider does not answer: %s; check that"
                            + " %s/.well-known/openid-configuration can be read from here. Its users cannot sign in until it"
                            + " answers, which is tried at each of their requests",
                    provider.issuer(), ProviderOutage.message(failure), provider.issuer());
        }
    }

    private void noteAvailable() {
        if (unavailable.getAndSet(false)) {
            LOG.infof("issuer=%s the OpenID Connect provider answers again", provider.issuer());
        }
    }
}
