package io.redoubt.experiment.outbound;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends HTTP requests to servers that the configuration names. A request takes at most {@value #TIMEOUT_SECONDS} seconds
 * with its response, of which at most {@value #MAX_BYTES} bytes are read. Redirects are responses like others and are not
 * followed.
 */
public final class OutboundHttp {

    static final int TIMEOUT_SECONDS = 10;
    static final int MAX_BYTES = 1 << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(TIMEOUT_SECONDS))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Duration timeout;

    /** With the usual limits. */
    public OutboundHttp() {
        this(Duration.ofSeconds(TIMEOUT_SECONDS));
    }

    /** @param timeout for a request with its response */
    OutboundHttp(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * A response.
     *
     * @param status HTTP status
     * @param body decoded as UTF-8
     */
    public record Answer(int status, String body) {}

    /**
     * Sends a request.
     *
     * @throws IOException if there is no complete response in time, or it is too long
     */
    public Answer send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request, info -> new LimitedBody(MAX_BYTES));
        try {
            HttpResponse<byte[]> complete = response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(complete.statusCode(), new String(complete.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new IOException("no complete response within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e.getCause());
        } finally {
            response.cancel(true);
        }
    }

    /** The message of a refused connection is null. */
    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
