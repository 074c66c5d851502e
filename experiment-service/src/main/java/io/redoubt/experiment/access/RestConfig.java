package io.redoubt.experiment.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Configuration of access to the HTTP interface, {@code redoubt.rest.*}. */
@ConfigMapping(prefix = "redoubt.rest")
public interface RestConfig {

    /** The token that clients send as {@code Authorization: Bearer TOKEN}; at least 16 characters, no spaces. */
    Optional<String> token();

    /** A token for read-only access. */
    Optional<String> readToken();

    /** Whether clients on other machines need no token, because a proxy authenticates them. */
    @WithDefault("false")
    boolean open();
}
