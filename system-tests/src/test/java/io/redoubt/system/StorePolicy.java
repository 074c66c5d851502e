package io.redoubt.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Json;
import io.redoubt.testkit.S3Policy;
import java.util.regex.Pattern;

/** Evaluates a policy written by {@code redoubt setup --policies} and prints denied requests. */
record StorePolicy(String role, JsonNode statements) implements S3Policy {

    /** Prefix of the line that reports a denied request. */
    static final String DENIED = "denied to ";

    static StorePolicy read(String role, String policy) {
        try {
            return new StorePolicy(role, Json.mapper().readTree(policy).path("Statement"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the policy of " + role + " is not JSON", e);
        }
    }

    @Override
    public boolean allows(String action, String resource) {
        for (JsonNode statement : statements) {
            if (names(statement.path("Action"), action)
                    && names(statement.path("Resource"), "arn:aws:s3:::" + resource)) {
                return true;
            }
        }
        System.out.println(DENIED + role + ": " + action + " " + resource);
        return false;
    }

    private static boolean names(JsonNode patterns, String name) {
        for (JsonNode pattern : patterns) {
            String regex = Pattern.quote(pattern.textValue()).replace("*", "\\E.*\\Q");
            if (name.matches(regex)) {
                return true;
            }
        }
        return false;
    }
}
