package io.redoubt.experiment.access;

import io.redoubt.api.InvalidFieldException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The rule of who is let in: on an address beyond this machine nobody, until a token or a proxy stands before it. */
final class RestAccess {

    private RestAccess() {}

    /**
     * The token that clients must show; empty if all that reach the address are let in.
     *
     * @param host the address that is listened on
     * @throws InvalidFieldException naming the setting, if the address is open to others and nothing guards it
     */
    static Optional<BearerToken> token(String host, RestConfig config) {
        if (config.open() && config.token().isPresent()) {
            throw new InvalidFieldException(
                    "redoubt.rest.open", "is true while redoubt.rest.token is set; choose one of them");
        }
        if (config.token().isEmpty() && !config.open() && !isLoopback(host)) {
            throw new InvalidFieldException(
                    "quarkus.http.host",
                    "'" + host + "' is open to other machines: set redoubt.rest.token to at least 16 random characters,"
                            + " or redoubt.rest.open=true if a proxy in front asks who it is");
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
