package io.redoubt.testkit;

import io.redoubt.embedded.server.EmbeddedException;
import io.redoubt.embedded.server.LoopbackAddress;
import io.redoubt.embedded.server.TlsKeyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for servers on this host, generated with the JDK's keytool.
 *
 * @param keys key store of the server
 * @param certificate PEM file of the certificate, for the trust store of clients
 */
public record SelfSignedCertificate(TlsKeyStore keys, Path certificate) {

    private static final String PASSWORD = "REDOUBT_KEYSTORE_PASSWORD";
    private static final int PASSWORD_BYTES = 24;
    private static final long TIMEOUT_SECONDS = 60;

    /**
     * Generates a key and a certificate that is valid for a year. Only the owner can read the key store.
     *
     * @param directory directory for {@code NAME.p12} and {@code NAME.pem}; created if missing
     * @param name name of the files and common name of the certificate
     * @param host host name in the certificate, or the address 127.0.0.1
     * @throws EmbeddedException if the key cannot be generated
     */
    public static SelfSignedCertificate create(Path directory, String name, String host) {
        Path store = directory.resolve(name + ".p12");
        Path pem = directory.resolve(name + ".pem");
        String password = password();
        try {
            Files.createDirectories(directory);
            keytool(store, password, name, host);
            Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
            TlsKeyStore keys = new TlsKeyStore(store, password);
            Files.writeString(pem, pem(keys));
            return new SelfSignedCertificate(keys, pem);
        } catch (IOException | CertificateEncodingException e) {
            throw new EmbeddedException("cannot generate a certificate in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static String password() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Passes the password in the environment, because every user can read the arguments of a process. */
    private static void keytool(Path store, String password, String name, String host) throws IOException {
        String kind = LoopbackAddress.HOST.equals(host) ? "ip:" : "dns:";
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass:env",
                        PASSWORD,
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + kind + host,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "365"))
                .redirectErrorStream(true);
        keytool.environment().put(PASSWORD, password);
        Process process = keytool.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String pem(TlsKeyStore keys) throws CertificateEncodingException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.certificate().getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }
}
