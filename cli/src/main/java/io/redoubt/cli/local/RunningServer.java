package io.redoubt.cli.local;

import io.redoubt.api.Json;
import io.redoubt.embedded.s3.S3Endpoint;
import io.redoubt.embedded.server.DirectoryLock;
import io.redoubt.pipeline.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /** The server that uses {@code home}; empty if none is running, even if a killed one has left its file behind. */
    public static Optional<RunningServer> at(Path home) {
        Path file = home.resolve(FILE);
        try {
            return Files.exists(file) && DirectoryLock.isHeld(home)
                    ? Optional.of(Json.read(Files.readAllBytes(file), RunningServer.class))
                    : Optional.empty();
        } catch (NoSuchFileException stopped) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Returns why {@link #at} is empty. */
    public static String absence(Path home) {
        return Files.exists(home.resolve(FILE))
                ? "the server of " + home + " no longer runs (" + FILE + " is left over from a process that was killed)"
                : "no local server is running in " + home;
    }

    /** Settings of the server's store. */
    public StoreSettings storeSettings() {
        return LocalSettings.store(new S3Endpoint(store, accessKey, secretKey));
    }

    /** Settings of the store of an embedded stack. */
    public static StoreSettings storeSettings(S3Endpoint endpoint) {
        return LocalSettings.store(endpoint);
    }

    void announce(Path home) throws IOException {
        Path temporary = home.resolve(FILE + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(temporary, Json.canonical(this));
        Files.move(temporary, home.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the file of a killed server. */
    static void withdrawStale(Path home) {
        if (at(home).isEmpty()) {
            withdraw(home);
        }
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
