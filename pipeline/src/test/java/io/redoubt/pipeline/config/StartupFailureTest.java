package io.redoubt.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.QuarkusBindException;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.store.StoreConfig;
import io.redoubt.pipeline.topic.TopicConfig;
import java.io.IOException;
import java.net.BindException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartupFailureTest {

    @Test
    void usedPortIsNamed() {
        Throwable failure = foreign(new RuntimeException(
                "Failed to start quarkus", new QuarkusBindException("127.0.0.1", 8080, new BindException("in use"))));

        assertThat(StartupFailure.explain(failure))
                .contains("port 8080", "QUARKUS_HTTP_PORT")
                .doesNotContain("\n");
        assertThat(StartupFailure.explain(foreign(new IllegalArgumentException("port must be <= 65535"))))
                .contains("QUARKUS_HTTP_PORT");
    }

    @Test
    void unreadableAndMissingSettingsAreNamedTogetherInOneLine() {
        assertThatThrownBy(() -> SettingsReader.read(
                        Map.of("redoubt.queue.lock", "soon", "redoubt.queue.max-attempts", "few"),
                        config -> config,
                        QueueConfig.class,
                        StoreConfig.class))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(
                        "redoubt.queue.lock (environment variable REDOUBT_QUEUE_LOCK): 'soon' is invalid; use a duration")
                .hasMessageContaining("REDOUBT_QUEUE_MAX_ATTEMPTS): 'few' is invalid; use a number from 1 to 8")
                .hasMessageContaining("REDOUBT_STORE_ACCESS_KEY) is not set")
                .hasMessageNotContaining("SRCFG")
                .hasMessageNotContaining("\n");
    }

    @Test
    void settingsOutOfRangeAreNamedTogether() {
        assertThatThrownBy(() -> SettingsReader.read(
                        Map.of(
                                "redoubt.queue.max-attempts", "0",
                                "redoubt.queue.backoff", "-1s",
                                "redoubt.queue.lock", "0s",
                                "redoubt.kafka.replication", "0"),
                        config -> config,
                        QueueConfig.class,
                        TopicConfig.class))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("REDOUBT_QUEUE_MAX_ATTEMPTS): '0' is invalid; use a number from 1 to 8")
                .hasMessageContaining(
                        "REDOUBT_QUEUE_BACKOFF): '-1s' is invalid; use a duration above 0, such as 30s or 5m")
                .hasMessageContaining("REDOUBT_QUEUE_LOCK): '0s' is invalid; use a duration above 0")
                .hasMessageContaining("REDOUBT_KAFKA_REPLICATION): '0' is invalid; use a number of replicas, or -1");
    }

    @Test
    void settingOfAnInjectionPointIsNamed() {
        Throwable failure = foreign(new RuntimeException(
                "Failed to start quarkus",
                new IllegalStateException("Failed to load config value of type class Size for: redoubt.cache-size")));

        assertThat(StartupFailure.explain(failure)).contains("REDOUBT_CACHE_SIZE", "such as 8G");
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(KnownSettings.problem(
                        "The config property redoubt.rest.token with the config value \"s3cret\" threw"))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("REDOUBT_REST_TOKEN").doesNotContain("s3cret"));
    }

    @Test
    void onlyVariablesCloseToAKnownOneAreTakenForMisspelt() {
        assertThat(KnownSettings.misspelt(Set.of(
                        "REDOUBT_STORE_ENPOINT", "REDOUBT_STORE_BUCKET", "REDOUBT_STORE_SERVICE_HOST", "REDOUBT_PORT")))
                .containsExactly("the environment variable REDOUBT_STORE_ENPOINT has no effect; did you mean"
                        + " REDOUBT_STORE_ENDPOINT?");
    }

    @Test
    void ownErrorsAreKeptAndTheRootCauseIsNamedOtherwise() {
        assertThat(StartupFailure.explain(foreign(
                        new RuntimeException("outer", new InvalidFieldException("redoubt.store.ca", "is missing")))))
                .isEqualTo("redoubt.store.ca: is missing");
        assertThat(StartupFailure.explain(
                        foreign(new RuntimeException("outer", new IllegalStateException("disk\n full")))))
                .isEqualTo("disk; full");
    }

    @Test
    void messageWrittenHereIsPreferredToThatOfItsCause() {
        Throwable cause = foreign(new IOException("Permission denied"));
        Throwable own = new IllegalStateException("cannot create a directory; set java.io.tmpdir", cause);

        assertThat(StartupFailure.explain(own)).isEqualTo("cannot create a directory; set java.io.tmpdir");
    }

    /** As if a library had created an exception and its causes. */
    private static <T extends Throwable> T foreign(T failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            each.setStackTrace(new StackTraceElement[] {new StackTraceElement("org.library.Server", "start", null, 1)});
        }
        return failure;
    }
}
