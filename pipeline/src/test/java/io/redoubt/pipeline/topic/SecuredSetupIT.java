package io.redoubt.pipeline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Topics;
import io.redoubt.embedded.kafka.BrokerSecurity;
import io.redoubt.embedded.kafka.BrokerUser;
import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.pipeline.Settings;
import io.redoubt.pipeline.config.StartupFailure;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.kafka.UnusableSettingsException;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.testkit.SelfSignedCertificate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topic setup against a broker that requires SASL_SSL, and the messages when the broker rejects the client. */
class SecuredSetupIT {

    private static final String PASSWORD = "hidden-4711";
    private static final String JAAS =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

    @TempDir
    static Path folder;

    private static SelfSignedCertificate certificate;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        certificate = SelfSignedCertificate.create(folder.resolve("tls"), "broker", "127.0.0.1");
        BrokerUser administrator = new BrokerUser("admin", PASSWORD);
        BrokerUser worker = new BrokerUser("worker", PASSWORD);
        kafka = EmbeddedKafka.start(
                folder.resolve("kafka"),
                0,
                Optional.of(new BrokerSecurity(certificate.keys(), administrator, List.of(worker))));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static Map<String, Object> login(String user, String password) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put("sasl.jaas.config", JAAS.formatted(user, password));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", certificate.certificate().toString());
        settings.put("default.api.timeout.ms", "1500");
        settings.put("request.timeout.ms", "1000");
        return settings;
    }

    private static void ensure(Map<String, Object> login, boolean setup) {
        new TopicSetup(
                        new KafkaConnection(login),
                        Settings.of(
                                TopicConfig.class,
                                Map.of(
                                        "redoubt.kafka.setup",
                                        String.valueOf(setup),
                                        "redoubt.kafka.startup-timeout",
                                        "3s")),
                        Settings.of(QueueConfig.class, Map.of()))
                .ensure();
    }

    @Test
    void administratorCreatesTopics() throws Exception {
        ensure(login("admin", PASSWORD), true);

        try (Admin admin = new KafkaConnection(login("admin", PASSWORD)).admin()) {
            assertThat(admin.listTopics().names().get()).containsAll(Topics.queues());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wrongPasswordIsReportedBySetting(boolean setup) {
        assertThatThrownBy(() -> ensure(login("admin", "wrong-" + PASSWORD), setup))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("authentication failed")
                .hasMessageContaining("kafka.sasl.jaas.config")
                .satisfies(
                        failure -> assertThat(StartupFailure.explain(failure)).isEqualTo(failure.getMessage()))
                .satisfies(SecuredSetupIT::containsNoPassword);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wrongCaIsReportedBySetting(boolean setup) {
        Map<String, Object> login = login("admin", PASSWORD);
        login.put(
                "ssl.truststore.location",
                SelfSignedCertificate.create(folder.resolve("other"), "other-" + setup, "127.0.0.1")
                        .certificate()
                        .toString());

        assertThatThrownBy(() -> ensure(login, setup))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TLS handshake failed")
                .hasMessageContaining("kafka.ssl.truststore.location")
                .satisfies(SecuredSetupIT::containsNoPassword);
    }

    @Test
    void clientWithoutTlsIsReportedBySetting() {
        Map<String, Object> login = login("admin", PASSWORD);
        login.put("security.protocol", "SASL_PLAINTEXT");

        assertThatThrownBy(() -> ensure(login, true))
                .isInstanceOf(BrokerUnavailableException.class)
                .hasMessageContaining("kafka.security.protocol is SASL_PLAINTEXT")
                .satisfies(SecuredSetupIT::containsNoPassword);
    }

    @Test
    void userWithoutCreateRightIsReported() {
        assertThatThrownBy(() -> ensure(login("worker", PASSWORD), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no access rule");
    }

    @Test
    void userWithoutCreateRightStartsIfSetupIsDisabled() {
        ensure(login("worker", PASSWORD), false);
    }

    @Test
    void invalidLoginSettingsAreNotPrinted() {
        Map<String, Object> login = login("admin", PASSWORD);
        login.put("sasl.jaas.config", "ScramLoginModule required username=admin password=x " + PASSWORD + ";");

        assertThatThrownBy(() -> ensure(login, true))
                .isInstanceOf(UnusableSettingsException.class)
                .hasMessageContaining("kafka.sasl.jaas.config cannot be read")
                .satisfies(SecuredSetupIT::containsNoPassword);
    }

    @Test
    void missingTrustStoreIsNamed() {
        Map<String, Object> login = login("admin", PASSWORD);
        login.put("ssl.truststore.location", "/not/there.pem");

        assertThatThrownBy(() -> ensure(login, true))
                .isInstanceOf(UnusableSettingsException.class)
                .hasMessageContaining("/not/there.pem");
    }

    private static void containsNoPassword(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain(PASSWORD);
        }
    }
}
