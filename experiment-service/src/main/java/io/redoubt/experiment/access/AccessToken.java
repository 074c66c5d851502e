package io.redoubt.experiment.access;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The token that clients must send, if one is required. */
@Singleton
public class AccessToken {

    /** Name of the cookie in which a browser sends the token. Scripts cannot read it, and other sites cannot use it. */
    public static final String COOKIE = "redoubt-token";

    private final Optional<BearerToken> token;

    AccessToken(@ConfigProperty(name = "quarkus.http.host") String host, RestConfig config) {
        this.token = AccessPolicy.requiredToken(host, config);
    }

    /** Returns whether clients must send a token. */
    public boolean required() {
        return token.isPresent();
    }

    /** Returns whether no token is required, or this is it. */
    public boolean accepts(String candidate) {
        return token.map(expected -> expected.is(candidate)).orElse(true);
    }

    /** Returns whether no token is required, or the value of an {@code Authorization} header contains it. */
    boolean acceptsHeader(String authorization) {
        return token.map(expected -> expected.matches(authorization)).orElse(true);
    }
}
