package io.redoubt.experiment.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The tokens that clients must send, if one is required. */
@Singleton
public class AccessToken {

    /** Name of the cookie in which a browser sends the token. Scripts cannot read it, and other sites cannot use it. */
    public static final String COOKIE = "redoubt-token";

    private static final String ROLE = "redoubt-role";

    private final Map<AccessRole, BearerToken> tokens;

    AccessToken(@ConfigProperty(name = "quarkus.http.host") String host, RestConfig config) {
        this.tokens = AccessPolicy.requiredTokens(host, config);
    }

    /** Returns whether clients must send a token. */
    public boolean required() {
        return !tokens.isEmpty();
    }

    /** Returns whether no token is required, or this is one. */
    public boolean accepts(String candidate) {
        return !required() || role(candidate).isPresent();
    }

    /** Returns the role that a token has. */
    Optional<AccessRole> role(String candidate) {
        return tokens.entrySet().stream()
                .filter(token -> token.getValue().is(candidate))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns the role that the token in the value of an {@code Authorization} header has. */
    Optional<AccessRole> roleOfHeader(String authorization) {
        return BearerToken.in(authorization).flatMap(this::role);
    }

    /** Records the role of the client. */
    static void setRole(RoutingContext request, AccessRole role) {
        request.put(ROLE, role);
    }

    /** Returns the role of the client; everyone is a submitter if no token is required. */
    public AccessRole role(RoutingContext request) {
        AccessRole role = request.get(ROLE);
        return role == null && required()
                ? AccessRole.READER
                : Optional.ofNullable(role).orElse(AccessRole.SUBMITTER);
    }
}
