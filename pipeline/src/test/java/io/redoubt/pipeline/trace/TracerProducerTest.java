package io.redoubt.pipeline.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opentelemetry.api.trace.Span;
import io.redoubt.api.InvalidFieldException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracerProducerTest {

    /** Nothing listens there, and nothing is exported in the time of a test. */
    private static final String ENDPOINT = "http://127.0.0.1:1";

    private static TracerProducer producer(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.application.name", "test");
        return new TracerProducer(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build());
    }

    private static boolean isRecording(Map<String, String> settings) {
        TracerProducer producer = producer(settings);
        Span span = producer.tracer().spanBuilder("span").startSpan();
        producer.close(); // without the end of the span, there is nothing to export
        return span.isRecording() && span.getSpanContext().isValid();
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint"})
    void endpointEnablesSpans(String property) {
        assertThat(isRecording(Map.of(property, ENDPOINT))).isTrue();
    }

    @Test
    void thereAreNoSpansWithoutAnEndpoint() {
        assertThat(isRecording(Map.of("otel.traces.sampler", "always_on"))).isFalse();
    }

    @Test
    void spansCanBeDisabled() {
        assertThat(isRecording(Map.of("otel.exporter.otlp.endpoint", ENDPOINT, "otel.sdk.disabled", "true")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"otel.exporter.otlp.protocol, grpc", "otel.exporter.otlp.traces.protocol, http/json"})
    void otherProtocolsAreRejected(String property, String protocol) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> producer(Map.of("otel.exporter.otlp.endpoint", ENDPOINT, property, protocol))
                        .tracer())
                .withMessageContainingAll(property, protocol, "http/protobuf");
    }
}
