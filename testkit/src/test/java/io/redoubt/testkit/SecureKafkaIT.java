package io.redoubt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.embedded.kafka.BrokerSecurity;
import io.redoubt.embedded.kafka.BrokerUser;
import io.redoubt.embedded.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecureKafkaIT {

    private static final BrokerUser ADMINISTRATOR = new BrokerUser("admin", "admin-password");
    private static final BrokerUser WRITER = new BrokerUser("writer", "writer-password");
    private static final BrokerUser STRANGER = new BrokerUser("stranger", "stranger-password");

    @TempDir
    static Path directory;

    private static SelfSignedCertificate certificate;
    private static BrokerSecurity security;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        certificate = SelfSignedCertificate.create(directory.resolve("tls"), "broker", "127.0.0.1");
        security = new BrokerSecurity(certificate.keys(), ADMINISTRATOR, List.of(WRITER, STRANGER));
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Optional.of(security));
        try (Admin admin = Admin.create(login(ADMINISTRATOR))) {
            admin.createTopics(List.of(new NewTopic("notes", 1, (short) 1)))
                    .all()
                    .get();
            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, "notes", PatternType.LITERAL),
                            new AccessControlEntry("User:writer", "*", AclOperation.WRITE, AclPermissionType.ALLOW))))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static Map<String, Object> login(BrokerUser user) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user.name(), user.password()));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", certificate.certificate().toString());
        settings.put("default.api.timeout.ms", "4000");
        settings.put("request.timeout.ms", "3000");
        return settings;
    }

    private static void send(Map<String, Object> settings) throws Exception {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("notes", "hello")).get();
        }
    }

    private static void ask(Map<String, Object> settings) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().clusterId().get();
        }
    }

    @Test
    void userWritesWhereAclAllows() throws Exception {
        send(login(WRITER));
    }

    @Test
    void userWithoutAclIsDenied() {
        assertThatThrownBy(() -> send(login(STRANGER)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void wrongPasswordIsRejected() {
        assertThatThrownBy(() -> ask(login(new BrokerUser("writer", "another-password"))))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void unknownUserIsRejected() {
        assertThatThrownBy(() -> ask(login(new BrokerUser("nobody", "another-password"))))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void clientWithoutTlsGetsNoResponse() {
        Map<String, Object> plain = login(WRITER);
        plain.put("security.protocol", "SASL_PLAINTEXT");

        assertThatThrownBy(() -> ask(plain)).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void clientThatTrustsAnotherCertificateRejectsBroker() {
        Map<String, Object> settings = login(WRITER);
        settings.put(
                "ssl.truststore.location",
                SelfSignedCertificate.create(directory.resolve("other"), "other", "127.0.0.1")
                        .certificate()
                        .toString());

        assertThatThrownBy(() -> ask(settings)).hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void passwordsAreNotPrinted() {
        assertThat(security.toString() + ADMINISTRATOR + certificate)
                .contains("admin", "writer")
                .doesNotContain("-password", certificate.keys().password());
    }
}
