package io.redoubt.experiment.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Configuration of notifications, {@code redoubt.webhook.*}. */
@ConfigMapping(prefix = "redoubt.webhook")
public interface WebhookConfig {

    /** The addresses that receive all notifications; none if not set. */
    Optional<List<String>> urls();

    /** The key of the signatures, at least 16 characters. */
    Optional<String> secret();

    /** Whether addresses on other machines may use http instead of https. */
    @WithDefault("false")
    boolean allowHttp();
}
