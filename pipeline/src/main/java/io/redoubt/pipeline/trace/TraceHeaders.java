package io.redoubt.pipeline.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Reads and writes the W3C trace context in the headers of records, {@code traceparent} and {@code tracestate}. Headers
 * that are missing or invalid are no context; they never fail a record.
 */
public final class TraceHeaders {

    /** The header that has the ids of trace and span, as in HTTP. */
    public static final String TRACEPARENT = "traceparent";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private TraceHeaders() {}

    /** Returns the context in the headers of a record; the root context if there is none. */
    public static Context context(Headers headers) {
        return W3C.extract(Context.root(), headers, new HeaderGetter());
    }

    /** Returns the context of a {@code traceparent}; the root context if it is empty or invalid. */
    public static Context context(String traceparent) {
        return W3C.extract(Context.root(), Map.of(TRACEPARENT, traceparent), new MapGetter());
    }

    /** Returns the {@code traceparent} of a context; empty if it is in no trace. */
    public static String traceparent(Context context) {
        Map<String, String> fields = new HashMap<>();
        W3C.inject(context, fields, Map::put);
        return fields.getOrDefault(TRACEPARENT, "");
    }

    /** Sets the headers of a record to a context; changes nothing if the context has no trace. */
    public static void inject(Context context, Headers headers) {
        W3C.inject(
                context, headers, (carrier, name, value) -> carrier.remove(name).add(name, value.getBytes(UTF_8)));
    }

    private static final class HeaderGetter implements TextMapGetter<Headers> {

        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public String get(Headers headers, String name) {
            Header header = headers.lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
        }
    }

    private static final class MapGetter implements TextMapGetter<Map<String, String>> {

        @Override
        public Iterable<String> keys(Map<String, String> fields) {
            return fields.keySet();
        }

        @Override
        public String get(Map<String, String> fields, String name) {
            return fields.get(name);
        }
    }
}
