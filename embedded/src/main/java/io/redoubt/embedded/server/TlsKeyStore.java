package io.redoubt.embedded.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;

/**
 * The key and certificate that a server shows: a PKCS #12 file with one private key.
 *
 * @param file where it is
 * @param password opens the file and the key in it; never printed
 */
public record TlsKeyStore(Path file, String password) {

    public TlsKeyStore {
        if (password.isBlank()) {
            throw new IllegalArgumentException("the password of " + file + " is empty: give the one that opens it");
        }
    }

    /**
     * The server's certificate.
     *
     * @throws EmbeddedException if the file does not open, or holds no certificate of a private key
     */
    public X509Certificate certificate() {
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return certificate;
                }
            }
            throw new EmbeddedException(file + " holds no private key with its certificate");
        } catch (IOException | GeneralSecurityException e) {
            throw new EmbeddedException(
                    file + " does not open (" + e.getMessage() + "): give a PKCS #12 file and its password", e);
        }
    }

    @Override
    public String toString() {
        return "TlsKeyStore[file=" + file + "]";
    }
}
