package io.redoubt.pipeline.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeadersTest {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static Headers headers(String traceparent) {
        return new RecordHeaders().add(TraceHeaders.TRACEPARENT, traceparent.getBytes(UTF_8));
    }

    @Test
    void contextIsWrittenAsItWasRead() {
        Context context = TraceHeaders.context(headers(TRACEPARENT));
        Headers copy = headers("an earlier one");

        TraceHeaders.inject(context, copy);

        assertThat(copy).isEqualTo(headers(TRACEPARENT));
        assertThat(TraceHeaders.traceparent(context)).isEqualTo(TRACEPARENT);
        assertThat(TraceHeaders.traceparent(TraceHeaders.context(TRACEPARENT))).isEqualTo(TRACEPARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0000\u0001",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void invalidHeaderIsNoContext(String traceparent) {
        assertThat(TraceHeaders.context(headers(traceparent))).isSameAs(Context.root());
        assertThat(TraceHeaders.context(traceparent)).isSameAs(Context.root());
    }

    @Test
    void recordOutsideATraceGetsNoHeader() {
        Headers none = new RecordHeaders();
        Headers empty = new RecordHeaders().add(TraceHeaders.TRACEPARENT, null);

        TraceHeaders.inject(TraceHeaders.context(none), none);

        assertThat(none).isEmpty();
        assertThat(TraceHeaders.context(empty)).isSameAs(Context.root());
        assertThat(TraceHeaders.traceparent(Context.root())).isEmpty();
    }
}
