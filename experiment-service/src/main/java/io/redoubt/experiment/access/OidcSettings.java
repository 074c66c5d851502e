package io.redoubt.experiment.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Configuration of the OpenID Connect provider, {@code redoubt.oidc.*}. */
@ConfigMapping(prefix = "redoubt.oidc")
public interface OidcSettings {

    /** The URL below which the provider has {@code .well-known/openid-configuration}. */
    Optional<String> issuer();

    /** The id of this service at the provider. */
    Optional<String> clientId();

    /** The secret of this service at the provider, with which users sign in to the dashboard. */
    Optional<String> clientSecret();

    /** The audience of access tokens; the client id if it is not set. */
    Optional<String> audience();

    /** The claim with the roles of a user; {@code /} separates the names of nested claims. */
    @WithDefault("roles")
    String rolesClaim();
}
