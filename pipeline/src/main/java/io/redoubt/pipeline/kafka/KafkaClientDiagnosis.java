package io.redoubt.pipeline.kafka;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/**
 * What the cluster's way of turning a client away says of this process's settings. Sentences name settings and never
 * their values, since some of those are secrets.
 */
public final class KafkaClientDiagnosis {

    private static final String PROTOCOL = "security.protocol";
    private static final String PLAINTEXT = "PLAINTEXT";

    private KafkaClientDiagnosis() {}

    /** The failure among the causes that waiting does not mend: somebody who is not let in, or may not do it. */
    public static Optional<KafkaException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
                return Optional.of((KafkaException) cause);
            }
        }
        return Optional.empty();
    }

    /** Which settings to look at after such a failure. */
    public static String advice(KafkaException refusal) {
        if (refusal instanceof SslAuthenticationException) {
            return "TLS was refused (" + deepest(refusal) + "): check kafka.security.protocol, and that"
                    + " kafka.ssl.truststore.location names the authority of the brokers' certificates";
        }
        if (refusal instanceof AuthenticationException) {
            return "the login was refused (" + refusal.getMessage() + "): check the user and password in"
                    + " kafka.sasl.jaas.config, and kafka.sasl.mechanism";
        }
        return refusal.getMessage() + ": the user of kafka.sasl.jaas.config lacks a rule for it; see docs/security.md";
    }

    /** What else than a broker that is down may be the reason for no answer. */
    public static String silence(Map<String, Object> settings) {
        Object protocol = settings.getOrDefault(PROTOCOL, PLAINTEXT);
        return "start it, or set kafka.bootstrap.servers; kafka.security.protocol is " + protocol
                + ", and a broker that speaks another one gives no answer either";
    }

    /** Why a client could not even be made. */
    public static String unusable(KafkaException failure) {
        String reason = deepest(failure);
        // What the parser of login settings says may quote a part of them.
        return reason.contains("JAAS") || reason.contains("ogin module")
                ? "kafka.sasl.jaas.config cannot be read: write it as docs/security.md shows, with quotes and a semicolon"
                : "check the settings kafka.ssl.* and kafka.sasl.*: " + reason;
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
