package io.redoubt.experiment.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.redoubt.api.Ids;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.dataset.DatasetConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads request bodies without blocking a thread, so that slow clients do not delay others. Rejects bodies that are too
 * large, compressed or too slow.
 */
@ApplicationScoped
class RequestBodies {

    /** Lower than the filters that authenticate. */
    private static final int FILTER_PRIORITY = 200;

    /** The forms that upload data sets. */
    private static final Set<String> UPLOADS = Set.of("/datasets", "/ui/data");

    private static final int TIMEOUT = 408;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;

    private final Duration timeout;
    private final long uploadLimit;

    RequestBodies(
            @ConfigProperty(name = "quarkus.http.read-timeout", defaultValue = "60s") Duration timeout,
            DatasetConfig datasets) {
        this.timeout = timeout;
        this.uploadLimit = datasets.uploadLimit().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, FILTER_PRIORITY);
    }

    private void filter(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Problem> encoded = encoding(request, "Content-Encoding", "identity")
                .or(() -> encoding(request, "Transfer-Encoding", "chunked"));
        if (encoded.isPresent()) {
            reject(context, encoded.get());
        } else if (isUpload(context)) {
            upload(context);
        } else if (contentLength(request) > RequestReader.MAX_BYTES) {
            reject(context, tooLarge());
        } else if (contentLength(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            read(context);
        } else {
            context.next();
        }
    }

    private static boolean isUpload(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return context.request().method() == HttpMethod.POST
                && UPLOADS.contains(context.normalizedPath())
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /**
     * Quarkus writes the files of a form to the disk. It answers with 413 and without a body if an unknown length exceeds
     * the limit.
     */
    private void upload(RoutingContext context) {
        if (contentLength(context.request()) > uploadLimit) {
            reject(
                    context,
                    Problem.of(
                            TOO_LARGE,
                            "",
                            "the upload is larger than this service accepts; send fewer images or a"
                                    + " compressed archive, or raise redoubt.data.upload-limit"));
        } else {
            context.next();
        }
    }

    private static Optional<Problem> encoding(HttpServerRequest request, String header, String plain) {
        return Optional.ofNullable(request.getHeader(header))
                .filter(value -> !value.strip().equalsIgnoreCase(plain))
                .map(value -> Problem.of(
                        UNSUPPORTED,
                        header,
                        Ids.quote(value) + " is not supported; send the body as it is, without compression"));
    }

    private static long contentLength(HttpServerRequest request) {
        try {
            return Long.parseLong(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        } catch (NumberFormatException e) {
            return 0; // none, or one that the HTTP server rejects
        }
    }

    private void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        long timer = context.vertx().setTimer(timeout.toMillis(), id -> {
            context.addEndHandler(end -> request.connection().close());
            reject(context, tooSlow());
        });
        request.handler(chunk -> {
            if (body.length() + chunk.length() > RequestReader.MAX_BYTES) {
                reject(context, tooLarge());
            } else {
                body.appendBuffer(chunk);
            }
        });
        context.addEndHandler(end -> context.vertx().cancelTimer(timer));
        request.endHandler(end -> {
            context.vertx().cancelTimer(timer);
            if (!context.response().ended()) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private Problem tooSlow() {
        return Problem.of(TIMEOUT, "", "the body did not arrive within " + timeout.toSeconds() + " s; send it again");
    }

    private static Problem tooLarge() {
        return Problem.of(
                TOO_LARGE, "", "the body is too large; requests have at most " + RequestReader.MAX_BYTES + " bytes");
    }

    /** Answers and discards the rest of the body, so that a client that sends all of it first reads the answer. */
    private static void reject(RoutingContext context, Problem problem) {
        context.request().handler(rest -> {}).resume();
        ProblemResponse.end(context, problem);
    }
}
