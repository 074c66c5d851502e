package io.redoubt.embedded.kafka;

import java.util.regex.Pattern;

/**
 * A user of the broker, authenticated with SCRAM-SHA-512.
 *
 * @param name name in ACLs, {@code User:NAME}
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
                    "the password of %s is invalid: use at least 8 letters, digits or characters . _ ~ -"
                            .formatted(name));
        }
    }

    /** The argument of Kafka's storage formatter. */
    String scram() {
        return "SCRAM-SHA-512=[name=" + name + ",password=" + password + "]";
    }

    @Override
    public String toString() {
        return "BrokerUser[name=" + name + "]";
    }
}
