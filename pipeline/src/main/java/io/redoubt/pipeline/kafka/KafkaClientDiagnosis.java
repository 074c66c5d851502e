package io.redoubt.pipeline.kafka;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Explains why the cluster rejects a client. Messages name the settings to check and never their values, since some are
 * secrets.
 */
public final class KafkaClientDiagnosis {

    private static final String PROTOCOL = "security.protocol";
    private static final String PLAINTEXT = "PLAINTEXT";

    private KafkaClientDiagnosis() {}

    /** The authentication or authorization failure among the causes, which a retry cannot fix. */
    public static Optional<KafkaException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
                return Optional.of((KafkaException) cause);
            }
        }
        return Optional.empty();
    }

    /** Which settings to check after such a failure. */
    public static String advice(KafkaException failure) {
        if (failure instanceof SslAuthenticationException) {
            return "TLS handshake failed (" + rootMessage(failure) + "): check kafka.security.protocol, and that"
                    + " kafka.ssl.truststore.location contains the certificate authority of the brokers";
        }
        if (failure instanceof AuthenticationException) {
            return "authentication failed (" + failure.getMessage() + "): check the user and password in"
                    + " kafka.sasl.jaas.config, and kafka.sasl.mechanism";
        }
        return failure.getMessage()
                + ": the user of kafka.sasl.jaas.config has no access rule for it; see docs/security.md";
    }

    /** What to check if no broker answers. */
    public static String silence(Map<String, Object> settings) {
        Object protocol = settings.getOrDefault(PROTOCOL, PLAINTEXT);
        return "start it, or set kafka.bootstrap.servers; kafka.security.protocol is " + protocol
                + ", and a broker with another protocol does not answer either";
    }

    /** Why a client could not be created. */
    public static String unusable(KafkaException failure) {
        String reason = rootMessage(failure);
        if (reason.contains("No resolvable bootstrap")) {
            return "no host of kafka.bootstrap.servers (--kafka) can be resolved; check the names";
        }
        // The message of the JAAS parser may quote a part of the setting.
        return reason.contains("JAAS") || reason.contains("ogin module")
                ? "kafka.sasl.jaas.config cannot be read: write it as docs/security.md shows, with quotes and a semicolon"
                : "check the settings kafka.ssl.* and kafka.sasl.*: " + reason;
    }

    /** Why a record was not acknowledged. */
    static String unacknowledged(Throwable failure) {
        return in(failure)
                .map(KafkaClientDiagnosis::advice)
                .orElseGet(() -> isTimeout(failure) ? "Kafka does not answer" : failure.getMessage());
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof io.smallrye.mutiny.TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
