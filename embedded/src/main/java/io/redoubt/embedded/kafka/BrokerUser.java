package io.redoubt.embedded.kafka;

import java.util.regex.Pattern;

/**
 * Somebody the broker knows, by SCRAM-SHA-512.
 *
 * @param name as it stands in access rules, {@code User:NAME}
 * @param password at least 8 of {@code A-Z a-z 0-9 . _ ~ -}; never printed
 */
public record BrokerUser(String name, String password) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9._~-]{8,}");

    public BrokerUser {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name is '%s': use letters, digits and the characters . _ ~ -".formatted(name));
        }
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException(
                    "the password of %s does not fit: use at least 8 letters, digits or characters . _ ~ -"
                            .formatted(name));
        }
    }

    /** As Kafka's formatter takes it. */
    String scram() {
        return "SCRAM-SHA-512=[name=" + name + ",password=" + password + "]";
    }

    @Override
    public String toString() {
        return "BrokerUser[name=" + name + "]";
    }
}
