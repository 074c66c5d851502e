package io.redoubt.experiment.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.experiment.outbound.HmacSha256;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The OpenID Connect provider that authenticates users, if one is configured. */
@Singleton
public class OpenIdProvider {

    private static final String ISSUER = "redoubt.oidc.issuer";
    private static final String CLIENT_ID = "redoubt.oidc.client-id";

    /** How long after its ID token has expired a session can be renewed, if the provider agrees. */
    private static final Duration RENEWAL_PERIOD = Duration.ofHours(8);

    private final OidcSettings settings;

    OpenIdProvider(OidcSettings settings) {
        this.settings = settings;
        if (isConfigured()) {
            requireUrl(issuer());
        }
        require(settings.issuer(), ISSUER, settings.clientId(), CLIENT_ID);
        require(settings.clientId(), CLIENT_ID, settings.issuer(), ISSUER);
        require(settings.clientSecret(), "redoubt.oidc.client-secret", settings.issuer(), ISSUER);
        require(settings.audience(), "redoubt.oidc.audience", settings.issuer(), ISSUER);
    }

    private static void requireUrl(String issuer) {
        URI uri;
        try {
            uri = URI.create(issuer);
        } catch (IllegalArgumentException e) {
            throw notAnIssuer(issuer);
        }
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw notAnIssuer(issuer);
        }
    }

    private static InvalidFieldException notAnIssuer(String issuer) {
        return new InvalidFieldException(ISSUER, "'" + issuer + "' is invalid; use https://host/path");
    }

    private static void require(Optional<String> set, String name, Optional<String> needed, String neededName) {
        if (set.isPresent() && needed.isEmpty()) {
            throw new InvalidFieldException(name, "is set, but " + neededName + " is not; set both");
        }
    }

    /** Returns whether there is a provider. */
    public boolean isConfigured() {
        return settings.issuer().isPresent();
    }

    /** Returns whether users can sign in to the dashboard at the provider. */
    public boolean signsIn() {
        return settings.clientSecret().isPresent();
    }

    /** Returns the URL of the provider. */
    String issuer() {
        return settings.issuer().orElseThrow();
    }

    /** Returns the host of the provider, for users. */
    public String host() {
        return URI.create(issuer()).getHost();
    }

    /** Returns the id of this service at the provider. */
    public String clientId() {
        return settings.clientId().orElseThrow();
    }

    /** Returns the claim with the roles. */
    String rolesClaim() {
        return settings.rolesClaim();
    }

    /** Returns the audience that access tokens must have ({@link RejectedToken}). */
    String audience() {
        return settings.audience().orElseGet(this::clientId);
    }

    /** Tells Quarkus about the provider when the service starts. */
    void register(@Observes Oidc quarkus) {
        quarkus.create(
                isConfigured()
                        ? tenant()
                        : OidcTenantConfig.builder().disableTenant().build());
    }

    /** ID tokens have the client id as audience, access tokens may have another. */
    private OidcTenantConfig tenant() {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.authServerUrl(issuer())
                .clientId(clientId())
                .applicationType(signsIn() ? ApplicationType.HYBRID : ApplicationType.SERVICE)
                .roles()
                .roleClaimPath(rolesClaim())
                .end()
                .token()
                .audience(Stream.of(audience(), clientId()).distinct().toList())
                // No token is sent to the provider: anyone could make this service send requests.
                .allowOpaqueTokenIntrospection(false)
                .allowJwtIntrospection(false)
                .refreshExpired()
                .end();
        settings.clientSecret().ifPresent(secret -> addSignIn(tenant, secret));
        return tenant.build();
    }

    private static void addSignIn(OidcTenantConfigBuilder tenant, String secret) {
        tenant.credentials(secret)
                .authentication()
                .redirectPath(DashboardPaths.CALLBACK)
                // The page that the user asked for is part of the path that started the sign-in.
                .restorePathAfterRedirect()
                .pkceRequired()
                .nonceRequired()
                .stateSecret(derived(secret, "state"))
                .sessionAgeExtension(RENEWAL_PERIOD)
                .end()
                .tokenStateManager()
                .strategy(Strategy.ID_REFRESH_TOKENS)
                .encryptionSecret(derived(secret, "session"))
                .end();
    }

    /** Keys from the secret rather than random ones: sessions outlive a restart, and all replicas accept them. */
    private static String derived(String secret, String purpose) {
        return HmacSha256.hex(secret, ("redoubt cookie: " + purpose).getBytes(UTF_8));
    }
}
