package io.redoubt.experiment.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.InvalidFieldException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** The token that clients must show. Only its digest is kept, and digests are compared in a time that tells nothing. */
final class BearerToken {

    private static final String FIELD = "redoubt.rest.token";
    private static final String SCHEME = "Bearer ";
    private static final int SHORTEST = 16;

    /** What RFC 6750 lets stand in a header. */
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final byte[] digest;

    /** @throws InvalidFieldException naming {@code redoubt.rest.token}, and not telling it, if it cannot be used */
    BearerToken(String token) {
        if (token.length() < SHORTEST) {
            throw new InvalidFieldException(
                    FIELD, "has " + token.length() + " characters; use at least " + SHORTEST + " random ones");
        }
        if (!CHARACTERS.matcher(token).matches()) {
            throw new InvalidFieldException(
                    FIELD, "has a character that cannot stand in a header; use letters, digits and . _ ~ + / -");
        }
        this.digest = sha256(token);
    }

    /** Whether the value of an {@code Authorization} header shows the token. */
    boolean isShownBy(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest, sha256(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
