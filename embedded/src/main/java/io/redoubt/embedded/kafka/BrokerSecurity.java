package io.redoubt.embedded.kafka;

import io.redoubt.embedded.server.TlsKeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A broker that demands TLS and a password (SASL_SSL, SCRAM-SHA-512), and allows nobody anything but by an access rule.
 *
 * <p>The node speaks with itself over TLS as well, and shows itself the same certificate: whoever has its key is the node.
 *
 * @param keys what the broker shows; the certificate must be for 127.0.0.1
 * @param administrator may do everything, and so make rules
 * @param users the others, who may do nothing until there is a rule for them
 */
public record BrokerSecurity(TlsKeyStore keys, BrokerUser administrator, List<BrokerUser> users) {

    public BrokerSecurity {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(administrator, "administrator");
        users = List.copyOf(users);
    }

    /** The users as they are written into new storage; a directory that has been in use keeps those it has. */
    List<String> scram() {
        return Stream.concat(Stream.of(administrator), users.stream())
                .map(BrokerUser::scram)
                .toList();
    }

    /** Settings of the broker: keys, mechanism and authorizer. */
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
