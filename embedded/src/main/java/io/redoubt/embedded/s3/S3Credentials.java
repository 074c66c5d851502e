package io.redoubt.embedded.s3;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The one key pair the S3 server accepts.
 *
 * @param accessKey names the key pair, not secret
 * @param secretKey signs requests, at least 8 characters (S3 clients check that)
 */
public record S3Credentials(String accessKey, String secretKey) {

    private static final int SHORTEST_SECRET = 8;
    private static final int ACCESS_BYTES = 10;
    private static final int SECRET_BYTES = 20;

    public S3Credentials {
        if (accessKey.isBlank() || !accessKey.strip().equals(accessKey)) {
            throw new IllegalArgumentException(
                    "accessKey is '%s': give a name without surrounding blanks".formatted(accessKey));
        }
        if (secretKey.isBlank() || !secretKey.strip().equals(secretKey) || secretKey.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "secretKey has %d characters: give at least %d, without surrounding blanks"
                            .formatted(secretKey.length(), SHORTEST_SECRET));
        }
    }

    /** A new random key pair. */
    public static S3Credentials generate() {
        SecureRandom random = new SecureRandom();
        return new S3Credentials(hex(random, ACCESS_BYTES), hex(random, SECRET_BYTES));
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }

    @Override
    public String toString() {
        return "S3Credentials[accessKey=" + accessKey + "]";
    }
}
