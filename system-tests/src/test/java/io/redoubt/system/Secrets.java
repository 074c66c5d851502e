package io.redoubt.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Random secrets by purpose, and a search for them in text. */
final class Secrets {

    private static final int BYTES = 20;

    private final Map<String, String> values = new TreeMap<>();
    private final SecureRandom random = new SecureRandom();

    /** The secret for {@code purpose}, generated at the first call. */
    synchronized String of(String purpose) {
        return values.computeIfAbsent(purpose, fresh -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    /** Adds a secret that was generated elsewhere. */
    synchronized void add(String purpose, String secret) {
        values.put(purpose, secret);
    }

    /** The purposes of all secrets in {@code text}, plain or base64-encoded. */
    synchronized List<String> in(String text) {
        List<String> found = new ArrayList<>();
        values.forEach((purpose, secret) -> {
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
            if (text.contains(secret) || text.contains(encoded)) {
                found.add(purpose);
            }
        });
        return found;
    }
}
