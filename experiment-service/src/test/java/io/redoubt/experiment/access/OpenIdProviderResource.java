package io.redoubt.experiment.access;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Configures an OpenID Connect provider, which is not available when the service starts. */
public class OpenIdProviderResource implements QuarkusTestResourceLifecycleManager {

    static final String CLAIM = "realm_access/roles";
    static final String CLIENT_SECRET = "the secret of the client";

    private static final FakeOpenIdProvider PROVIDER = new FakeOpenIdProvider();

    static FakeOpenIdProvider provider() {
        return PROVIDER;
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "redoubt.oidc.issuer",
                PROVIDER.issuer(),
                "redoubt.oidc.client-id",
                FakeOpenIdProvider.CLIENT,
                "redoubt.oidc.client-secret",
                CLIENT_SECRET,
                "redoubt.oidc.audience",
                FakeOpenIdProvider.AUDIENCE,
                "redoubt.oidc.roles-claim",
                CLAIM);
    }

    @Override
    public void stop() {
        // The provider is that of all tests in this process.
    }
}
