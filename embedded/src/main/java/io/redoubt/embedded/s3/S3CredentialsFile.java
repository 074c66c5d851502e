package io.redoubt.embedded.s3;

import io.redoubt.embedded.server.EmbeddedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The generated key pair of a store, stored beside its data so that it survives a restart. */
final class S3CredentialsFile {

    private static final String OWNER_ONLY = "rw-------";

    private S3CredentialsFile() {}

    /** Reads the key pair (two lines: access key, secret key). Generates it if the file is missing. */
    static S3Credentials readOrCreate(Path file) {
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            S3Credentials generated = S3Credentials.generate();
            write(file, generated);
            return generated;
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the S3 credentials in %s could not be read or written (%s): delete that file to get new ones"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static S3Credentials read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2) {
            throw new IOException("%d lines instead of 2".formatted(lines.size()));
        }
        return new S3Credentials(lines.get(0), lines.get(1));
    }

    private static void write(Path file, S3Credentials credentials) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        Files.write(part, List.of(credentials.accessKey(), credentials.secretKey()));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
