package io.redoubt.experiment.webhook;

import io.redoubt.api.Json;
import io.redoubt.experiment.outbound.HmacSha256;
import io.redoubt.experiment.outbound.OutboundHttp;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;

/** Sends notifications to one address. */
final class WebhookSender {

    static final String DELIVERY = "Redoubt-Delivery";
    static final String TIMESTAMP = "Redoubt-Timestamp";
    static final String SIGNATURE = "Redoubt-Signature";

    private final Webhook webhook;
    private final OutboundHttp http;
    private final InstantSource clock;

    WebhookSender(Webhook webhook, OutboundHttp http, InstantSource clock) {
        this.webhook = webhook;
        this.http = http;
        this.clock = clock;
    }

    /**
     * Sends a notification.
     *
     * @throws IOException if the receiver does not answer with a status from 200 to 299
     */
    void send(Notification notification) throws IOException, InterruptedException {
        byte[] body = Json.canonical(notification);
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        int status = http.send(HttpRequest.newBuilder(webhook.url())
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "Redoubt")
                        .header(DELIVERY, notification.id())
                        .header(TIMESTAMP, timestamp)
                        .header(SIGNATURE, "sha256=" + signature(webhook.secret(), timestamp, body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build())
                .status();
        if (status < 200 || status >= 300) {
            throw new IOException("the receiver answered " + status
                    + (status >= 300 && status < 400 ? ", a redirect, which is not followed" : ""));
        }
    }

    /** HMAC-SHA256 of timestamp, a full stop and the body, in hexadecimal. */
    static String signature(String secret, String timestamp, byte[] body) {
        byte[] prefix = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(prefix, prefix.length + body.length);
        System.arraycopy(body, 0, message, prefix.length, body.length);
        return HmacSha256.hex(secret, message);
    }
}
