package io.redoubt.experiment.access;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;

/**
 * Closes the event stream of a user whose token expires. Clients connect again after the last event, and authenticate
 * again.
 */
final class StreamExpiry {

    private StreamExpiry() {}

    /** Closes the connection at a time if the response is an event stream. Other responses are not interrupted. */
    static void set(RoutingContext request, Instant expiry) {
        Vertx vertx = request.vertx();
        long timer = vertx.setTimer(millisecondsTo(expiry), expired -> {
            if (isEventStream(request.response())) {
                request.request().connection().close();
            }
        });
        request.addEndHandler(ended -> vertx.cancelTimer(timer));
    }

    private static long millisecondsTo(Instant expiry) {
        return Math.max(1, Duration.between(Instant.now(), expiry).toMillis());
    }

    private static boolean isEventStream(HttpServerResponse response) {
        String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(MediaType.SERVER_SENT_EVENTS);
    }
}
