package io.redoubt.experiment.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who may use the HTTP interface, {@code redoubt.rest.*}. */
@ConfigMapping(prefix = "redoubt.rest")
public interface RestConfig {

    /** What a client must show as {@code Authorization: Bearer TOKEN}; at least 16 characters, no blanks. */
    Optional<String> token();

    /** Whether everybody who reaches an address beyond this machine is let in, because a proxy in front asks who it is. */
    @WithDefault("false")
    boolean open();
}
