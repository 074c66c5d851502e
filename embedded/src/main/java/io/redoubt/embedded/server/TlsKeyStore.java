package io.redoubt.embedded.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;

/**
 * The private key and certificate of a server, in a PKCS #12 file.
 *
 * @param file path of the file
 * @param password password of the file and the key; never printed
 */
public record TlsKeyStore(Path file, String password) {

    public TlsKeyStore {
        if (password.isBlank()) {
            throw new IllegalArgumentException("the password of " + file + " is empty: use the password of the file");
        }
    }

    /**
     * The server's certificate.
     *
     * @throws EmbeddedException if the file cannot be opened or contains no private key with a certificate
     */
    public X509Certificate certificate() {
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return certificate;
                }
            }
            throw new EmbeddedException(file + " contains no private key with a certificate");
        } catch (IOException | GeneralSecurityException e) {
            throw new EmbeddedException(
                    file + " cannot be opened (" + e.getMessage() + "): use a PKCS #12 file and its password", e);
        }
    }

    @Override
    public String toString() {
        return "TlsKeyStore[file=" + file + "]";
    }
}
