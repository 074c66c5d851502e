package io.redoubt.experiment.webhook;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.pipeline.config.KnownSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An address that receives notifications.
 *
 * @param url {@code https}, or {@code http} to the same machine or if the configuration allows it
 * @param secret the key of the signatures; never printed
 */
record Webhook(URI url, String secret) {

    private static final String URLS = "redoubt.webhook.urls";
    private static final String SECRET = "redoubt.webhook.secret";
    private static final int MIN_SECRET = 16;
    private static final int ID_DIGITS = 12;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /**
     * Reads the configuration.
     *
     * @throws InvalidFieldException naming the setting, if an address or the secret is missing or invalid
     */
    static List<Webhook> of(WebhookConfig config) {
        List<String> urls = config.urls().orElse(List.of());
        if (urls.isEmpty()) {
            return List.of();
        }
        String secret = config.secret()
                .filter(text -> text.length() >= MIN_SECRET)
                .orElseThrow(() -> new InvalidFieldException(
                        KnownSettings.title(SECRET),
                        "is missing or too short; set it to at least " + MIN_SECRET + " random characters"));
        return urls.stream()
                .distinct()
                .map(url -> new Webhook(address(url.strip(), config.allowHttp()), secret))
                .toList();
    }

    private static URI address(String text, boolean allowHttp) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw invalid("has an address that is not a URL");
        }
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        if (url.getHost() == null || !http && !"https".equalsIgnoreCase(url.getScheme())) {
            throw invalid("has an address without a scheme or host");
        }
        if (url.getUserInfo() != null) {
            throw invalid("has a user name for " + url.getHost() + ", which would be logged");
        }
        if (http && !allowHttp && !LOOPBACK.matcher(url.getHost()).matches()) {
            throw new InvalidFieldException(
                    KnownSettings.title(URLS),
                    "has an address on " + url.getHost()
                            + " with http, which others on the network can read; use https, or set "
                            + "redoubt.webhook.allow-http=true");
        }
        return url;
    }

    private static InvalidFieldException invalid(String problem) {
        return new InvalidFieldException(
                KnownSettings.title(URLS), problem + "; use addresses such as https://host/path, separated by commas");
    }

    /** A name of the address for consumer groups and threads, which does not reveal its path. */
    String id() {
        return Json.sha256(url.toString().getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }

    @Override
    public String toString() {
        return "Webhook[" + url.getHost() + "]";
    }
}
