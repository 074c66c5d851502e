package io.redoubt.embedded.s3;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A key pair that the S3 server accepts.
 *
 * @param accessKey access key id, not secret
 * @param secretKey secret access key, at least 8 characters, as S3 clients require
 */
public record S3Credentials(String accessKey, String secretKey) {

    private static final int MIN_SECRET_LENGTH = 8;
    private static final int ACCESS_BYTES = 10;
    private static final int SECRET_BYTES = 20;

    public S3Credentials {
        if (accessKey.isBlank() || !accessKey.strip().equals(accessKey)) {
            throw new IllegalArgumentException(
                    "accessKey is '%s': use a name without leading or trailing blanks".formatted(accessKey));
        }
        if (secretKey.isBlank() || !secretKey.strip().equals(secretKey) || secretKey.length() < MIN_SECRET_LENGTH) {
            throw new IllegalArgumentException(
                    "secretKey has %d characters: use at least %d, without leading or trailing blanks"
                            .formatted(secretKey.length(), MIN_SECRET_LENGTH));
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
