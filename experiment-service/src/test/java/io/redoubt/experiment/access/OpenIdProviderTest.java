package io.redoubt.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdProviderTest {

    private static final String ISSUER = "https://sso.example.org/realms/research";
    private static final String SECRET = "a secret of the client";

    private record Settings(
            Optional<String> issuer,
            Optional<String> clientId,
            Optional<String> clientSecret,
            Optional<String> audience,
            String rolesClaim)
            implements OidcSettings {}

    private static OpenIdProvider provider(String issuer, String clientId, String clientSecret) {
        return new OpenIdProvider(new Settings(
                Optional.ofNullable(issuer),
                Optional.ofNullable(clientId),
                Optional.ofNullable(clientSecret),
                Optional.empty(),
                "roles"));
    }

    @Test
    void noProviderIsConfigured() {
        assertThat(provider(null, null, null).isConfigured()).isFalse();
        assertThat(provider(null, null, null).signsIn()).isFalse();
    }

    @Test
    void secretIsNeededOnlyForTheDashboard() {
        OpenIdProvider provider = provider(ISSUER, "redoubt", null);

        assertThat(provider.isConfigured()).isTrue();
        assertThat(provider.signsIn()).isFalse();
        assertThat(provider.audience()).isEqualTo("redoubt");
        assertThat(provider(ISSUER, "redoubt", SECRET).signsIn()).isTrue();
    }

    @Test
    void incompleteSettingsAreNamed() {
        assertThatThrownBy(() -> provider(ISSUER, null, null))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("redoubt.oidc.issuer: is set, but redoubt.oidc.client-id is not");
        assertThatThrownBy(() -> provider(null, "redoubt", null))
                .hasMessageContaining("redoubt.oidc.client-id: is set, but redoubt.oidc.issuer is not");
        assertThatThrownBy(() -> provider(null, null, SECRET))
                .hasMessageContaining("redoubt.oidc.client-secret: is set")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sso.example.org", "ftp://sso.example.org", "https://", "https:// /", "file:///etc"})
    void issuerIsAUrl(String issuer) {
        assertThatThrownBy(() -> provider(issuer, "redoubt", null))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("redoubt.oidc.issuer: '" + issuer + "' is invalid; use https://host/path");
    }
}
