package io.redoubt.experiment.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.InvalidFieldException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A bearer token that clients must send. Only its digest is kept, and digests are compared in constant time. */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";
    private static final int MIN_LENGTH = 16;

    /** The syntax of RFC 6750, section 2.1. */
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final byte[] digest;

    /**
     * @param setting property of the token
     * @throws InvalidFieldException naming the property, but not its value, if the token is invalid
     */
    BearerToken(String setting, String token) {
        if (token.length() < MIN_LENGTH) {
            throw new InvalidFieldException(
                    setting,
                    "has " + token.length() + " characters; use at least " + MIN_LENGTH + " random characters");
        }
        this.digest = sha256(requireSyntax(setting, token));
    }

    /**
     * Returns a token that can be sent in a header.
     *
     * @param setting property of the token
     * @throws InvalidFieldException naming the property, but not its value, if the token is invalid
     */
    public static String requireSyntax(String setting, String token) {
        if (!CHARACTERS.matcher(token).matches()) {
            throw new InvalidFieldException(
                    setting,
                    "has a character that is not allowed in a header, such as a blank or a line feed; use letters,"
                            + " digits and . _ ~ + / -");
        }
        return token;
    }

    /** Returns the token in the value of an {@code Authorization} header. */
    static Optional<String> in(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /** Returns whether {@code candidate} is this token. */
    boolean is(String candidate) {
        return MessageDigest.isEqual(digest, sha256(candidate));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
