package io.redoubt.pipeline.kafka;

import io.redoubt.api.Ids;
import io.redoubt.pipeline.config.KnownSettings;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Explains why the cluster rejects a client. Messages name the settings to check, but no values except that of
 * {@code security.protocol}, since some are secrets.
 */
public final class KafkaClientDiagnosis {

    /** The message of ConfigException. */
    private static final Pattern INVALID_VALUE =
            Pattern.compile("Invalid value (.*?) for configuration ([a-z.]+)(?:: .*)?", Pattern.DOTALL);

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

    /** Whether a client could not be created because no host name could be resolved. The names may still be correct. */
    public static boolean isUnresolvable(KafkaException failure) {
        return rootMessage(failure).contains("No resolvable bootstrap");
    }

    /** Why a client could not be created. */
    public static String unusable(KafkaException failure) {
        String reason = rootMessage(failure);
        if (isUnresolvable(failure)) {
            return "no host of kafka.bootstrap.servers (--kafka) can be resolved; check the names";
        }
        Matcher invalid = INVALID_VALUE.matcher(reason);
        if (invalid.matches()) {
            return invalid(invalid.group(2), invalid.group(1));
        }
        // The message of the JAAS parser may quote a part of the setting.
        return reason.contains("JAAS") || reason.contains("ogin module")
                ? "kafka.sasl.jaas.config cannot be read: write it as docs/security.md shows, with quotes and a semicolon"
                : "check the settings kafka.ssl.* and kafka.sasl.*: " + reason;
    }

    private static String invalid(String setting, String value) {
        String title = KnownSettings.title("kafka." + setting);
        return setting.equals(PROTOCOL)
                ? title + ": " + Ids.quote(value) + " is invalid; use PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"
                : title + " is invalid; use a value that the Kafka documentation gives for it";
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
