package io.redoubt.experiment.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The tokens of the configuration. */
@Singleton
public class AccessToken {

    /** Name of the cookie in which a browser sends the token. Scripts cannot read it, and other sites cannot use it. */
    public static final String COOKIE = "redoubt-token";

    private final Map<AccessRole, BearerToken> tokens;

    AccessToken(@ConfigProperty(name = "quarkus.http.host") String host, RestConfig config, OpenIdProvider provider) {
        this.tokens = AccessPolicy.tokens(host, config, provider.isConfigured());
    }

    /** Returns whether there is a token. */
    public boolean configured() {
        return !tokens.isEmpty();
    }

    /** Returns whether this is a token. */
    public boolean accepts(String candidate) {
        return role(candidate).isPresent();
    }

    /** Returns the role of the token in the header or the cookie of a request. */
    Optional<AccessRole> role(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(BearerToken::in)
                .flatMap(this::role)
                .or(() -> Optional.ofNullable(request.getCookie(COOKIE))
                        .map(Cookie::getValue)
                        .flatMap(this::role));
    }

    private Optional<AccessRole> role(String candidate) {
        return tokens.entrySet().stream()
                .filter(token -> token.getValue().is(candidate))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
