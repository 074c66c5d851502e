package io.redoubt.cli.local;

import io.redoubt.api.Json;
import io.redoubt.embedded.s3.S3Endpoint;
import io.redoubt.pipeline.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Addresses and keys of the local server that uses a home directory. Stored in {@code server.json} in that directory
 * while the server runs, readable only by its owner.
 *
 * @param kafka bootstrap servers
 * @param store S3 endpoint
 * @param accessKey access key id
 * @param secretKey secret access key; never printed
 * @param http base URI of the REST API
 */
public record RunningServer(String kafka, URI store, String accessKey, String secretKey, URI http) {

    private static final String FILE = "server.json";

    /** The server that uses {@code home}; empty if none is running. */
    public static Optional<RunningServer> at(Path home) {
        Path file = home.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readAllBytes(file), RunningServer.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Settings of the server's store. */
    public StoreSettings storeSettings() {
        return settings(store, accessKey, secretKey);
    }

    /** Settings of the store of an embedded stack. */
    public static StoreSettings storeSettings(S3Endpoint endpoint) {
        return settings(endpoint.uri(), endpoint.accessKey(), endpoint.secretKey());
    }

    private static StoreSettings settings(URI endpoint, String accessKey, String secretKey) {
        return new StoreSettings(endpoint, "redoubt", accessKey, secretKey, "us-east-1");
    }

    void announce(Path home) throws IOException {
        Path file = home.resolve(FILE);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, Json.canonical(this));
    }

    static void withdraw(Path home) {
        try {
            Files.deleteIfExists(home.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + home.resolve(FILE), e);
        }
    }

    @Override
    public String toString() {
        return "RunningServer[kafka=" + kafka + ", store=" + store + ", http=" + http + "]";
    }
}
