package io.redoubt.pipeline.store;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.pipeline.config.Ports;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Parses the address of a store, {@code http://host:port} or {@code https://host}. */
final class StoreEndpoint {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String FORM = "use http://host:port or https://host";

    private StoreEndpoint() {}

    /** @throws InvalidFieldException for {@code redoubt.store.endpoint}, if the text has another form */
    static URI parse(String text) {
        URI uri = uri(text.strip());
        if (uri.getScheme() == null || !text.contains("://")) {
            throw invalid("'" + text + "' has no scheme; use http://" + text + " or https://" + text);
        }
        if (!SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw invalid("'" + text + "' has the scheme " + uri.getScheme() + "; " + FORM);
        }
        requireHost(text, uri);
        if (!uri.getPath().isEmpty() && !uri.getPath().equals("/")) {
            throw invalid(
                    "'" + text + "' has the path " + uri.getPath() + "; " + FORM + " and name the bucket separately");
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            throw invalid("'" + text + "' has a query or fragment; " + FORM);
        }
        return URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority());
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // A text such as 127.0.0.1:9000 has an illegal scheme.
            if (!text.contains("://") && !text.isBlank()) {
                throw invalid("'" + text + "' has no scheme; use http://" + text + " or https://" + text);
            }
            throw invalid("'" + text + "' is not an address; " + FORM);
        }
    }

    private static void requireHost(String text, URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        if (authority.contains("@")) {
            throw invalid("contains a user; use http://host:port, and set the key pair in REDOUBT_STORE_ACCESS_KEY and"
                    + " REDOUBT_STORE_SECRET_KEY");
        }
        String host = authority.replaceFirst(":\\d*$", "");
        if (uri.getHost() == null && host.contains("_")) {
            throw invalid("the host name " + host
                    + " has an underscore, which S3 clients do not accept; use a name without it, or the IP address");
        }
        if (uri.getHost() == null || authority.endsWith(":")) {
            throw invalid("'" + text + "' has no valid host and port; " + FORM);
        }
        Ports.problem(text, uri.getPort()).ifPresent(problem -> {
            throw invalid(problem);
        });
    }

    private static InvalidFieldException invalid(String problem) {
        return new InvalidFieldException("redoubt.store.endpoint", problem);
    }
}
