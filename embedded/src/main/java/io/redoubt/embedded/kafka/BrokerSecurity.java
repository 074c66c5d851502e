package io.redoubt.embedded.kafka;

import io.redoubt.embedded.server.TlsKeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Security of a broker that requires SASL_SSL with SCRAM-SHA-512 and denies everything that no ACL allows.
 *
 * <p>The node's internal connections use mutual TLS with the same certificate, which identifies the node.
 *
 * @param keys key store of the broker; the certificate must be for 127.0.0.1
 * @param administrator super user, who can create ACLs
 * @param users other users, who have no rights until an ACL grants them
 */
public record BrokerSecurity(TlsKeyStore keys, BrokerUser administrator, List<BrokerUser> users) {

    public BrokerSecurity {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(administrator, "administrator");
        users = List.copyOf(users);
    }

    /** SCRAM records for newly formatted storage. Existing storage keeps its users. */
    List<String> scram() {
        return Stream.concat(Stream.of(administrator), users.stream())
                .map(BrokerUser::scram)
                .toList();
    }

    /** Broker settings for TLS, SASL and the authorizer. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", keys.file().toString());
        settings.put("ssl.keystore.password", keys.password());
        settings.put("ssl.key.password", keys.password());
        settings.put("ssl.truststore.type", "PKCS12");
        settings.put("ssl.truststore.location", keys.file().toString());
        settings.put("ssl.truststore.password", keys.password());
        for (String internal : List.of(BrokerSettings.INTERNAL, BrokerSettings.CONTROLLER)) {
            settings.put("listener.name." + internal.toLowerCase(Locale.ROOT) + ".ssl.client.auth", "required");
        }
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name." + BrokerSettings.BROKER.toLowerCase(Locale.ROOT) + ".scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:" + administrator.name() + ";User:" + node());
        return settings;
    }

    private String node() {
        return keys.certificate().getSubjectX500Principal().getName();
    }

    @Override
    public String toString() {
        return "BrokerSecurity[keys=" + keys + ", administrator=" + administrator.name() + ", users=" + users + "]";
    }
}
