package io.redoubt.experiment.access;

import io.redoubt.api.InvalidFieldException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The access policy: an address that other machines can reach requires a token, an OpenID Connect provider, or a proxy
 * that authenticates clients.
 */
final class AccessPolicy {

    private static final String TOKEN = "redoubt.rest.token";
    private static final String READ_TOKEN = "redoubt.rest.read-token";

    private AccessPolicy() {}

    /**
     * Returns the tokens by role.
     *
     * @param host the address to listen on
     * @param provider whether an OpenID Connect provider authenticates users
     * @throws InvalidFieldException naming the setting, if the configuration violates the policy or is contradictory
     */
    static Map<AccessRole, BearerToken> tokens(String host, RestConfig config, boolean provider) {
        if (config.open() && (config.token().isPresent() || provider)) {
            throw new InvalidFieldException(
                    "redoubt.rest.open",
                    "is true, but " + (provider ? "redoubt.oidc.issuer" : TOKEN) + " is set; use only one of them");
        }
        if (config.token().isEmpty() && !provider && !config.open() && !isLoopback(host)) {
            throw new InvalidFieldException(
                    "quarkus.http.host",
                    "'" + host
                            + "' can be reached from other machines; set redoubt.rest.token to at least 16 random"
                            + " characters, redoubt.oidc.issuer to an OpenID Connect provider, or redoubt.rest.open=true"
                            + " if a proxy authenticates clients");
        }
        if (config.readToken().isPresent() && config.token().isEmpty() && !provider) {
            throw new InvalidFieldException(
                    READ_TOKEN, "is set, but " + TOKEN + " is not, so that nobody could submit; set both");
        }
        if (config.readToken().isPresent() && config.readToken().equals(config.token())) {
            throw new InvalidFieldException(READ_TOKEN, "is the same as " + TOKEN + "; use another one");
        }
        Map<AccessRole, BearerToken> tokens = new EnumMap<>(AccessRole.class);
        config.token().ifPresent(token -> tokens.put(AccessRole.OPERATOR, new BearerToken(TOKEN, token)));
        config.readToken().ifPresent(token -> tokens.put(AccessRole.READER, new BearerToken(READ_TOKEN, token)));
        return tokens;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
