package io.redoubt.experiment.access;

import io.redoubt.api.InvalidFieldException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The access policy: an address that other machines can reach requires a token, or a proxy that authenticates clients.
 */
final class AccessPolicy {

    private AccessPolicy() {}

    /**
     * Returns the token that clients must send; empty if access is not restricted.
     *
     * @param host the address to listen on
     * @throws InvalidFieldException naming the setting, if the configuration violates the policy or is contradictory
     */
    static Optional<BearerToken> requiredToken(String host, RestConfig config) {
        if (config.open() && config.token().isPresent()) {
            throw new InvalidFieldException(
                    "redoubt.rest.open", "is true, but redoubt.rest.token is set; use only one of them");
        }
        if (config.token().isEmpty() && !config.open() && !isLoopback(host)) {
            throw new InvalidFieldException(
                    "quarkus.http.host",
                    "'" + host
                            + "' can be reached from other machines; set redoubt.rest.token to at least 16 random characters,"
                            + " or redoubt.rest.open=true if a proxy authenticates clients");
        }
        return config.token().map(BearerToken::new);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
