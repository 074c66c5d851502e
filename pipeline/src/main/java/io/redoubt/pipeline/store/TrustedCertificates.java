package io.redoubt.pipeline.store;

import io.redoubt.api.InvalidFieldException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Restricts trust to the CA certificates of a PEM file. Host names are still verified. */
final class TrustedCertificates {

    private static final String FIELD = "redoubt.store.ca";

    private TrustedCertificates() {}

    /**
     * Configures the client to trust only the certificates in the file.
     *
     * @throws InvalidFieldException for {@code redoubt.store.ca}, if the file is missing or contains no certificate
     */
    static void apply(Path file, OkHttpClient.Builder client) {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw new InvalidFieldException(FIELD, "'" + file + "' contains no certificate; use a PEM file");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            client.sslSocketFactory(tls.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0]);
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidFieldException(
                    FIELD,
                    "'" + file + "' cannot be read as a certificate file (" + e.getMessage() + "); use a PEM file");
        }
    }
}
