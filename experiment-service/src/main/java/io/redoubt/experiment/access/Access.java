package io.redoubt.experiment.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Whether clients must authenticate, and who has sent a request. */
@Singleton
public class Access {

    private static final String CALLER = "redoubt-caller";

    private final AccessToken tokens;
    private final OpenIdProvider provider;

    Access(AccessToken tokens, OpenIdProvider provider) {
        this.tokens = tokens;
        this.provider = provider;
    }

    /** Returns whether clients must authenticate, with a token or at the OpenID Connect provider. */
    public boolean required() {
        return tokens.configured() || provider.isConfigured();
    }

    /** Records who has sent the request. */
    static void setCaller(RoutingContext request, Caller caller) {
        request.put(CALLER, caller);
    }

    /** Returns who has sent the request; without authentication, everyone is an operator. */
    public Caller caller(RoutingContext request) {
        Caller known = request.get(CALLER);
        if (known != null) {
            return known;
        }
        return required() ? Caller.UNKNOWN : Caller.UNRESTRICTED;
    }
}
