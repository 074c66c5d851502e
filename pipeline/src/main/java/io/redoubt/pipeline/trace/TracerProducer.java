package io.redoubt.pipeline.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.quarkus.runtime.StartupEvent;
import io.redoubt.api.InvalidFieldException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Produces the tracer of the process. It exports spans with OTLP over HTTP if {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set;
 * otherwise it creates none, and OpenTelemetry's SDK is not loaded.
 */
@ApplicationScoped
class TracerProducer {

    private static final Logger LOG = Logger.getLogger(TracerProducer.class);
    private static final String INSTRUMENTATION = "io.redoubt";
    private static final String PREFIX = "otel.";
    private static final String HTTP = "http/protobuf";

    private final Config config;
    private OpenTelemetry telemetry = OpenTelemetry.noop();

    TracerProducer(Config config) {
        this.config = config;
    }

    /** Creates the tracer at startup, so that invalid settings fail the start instead of the first job. */
    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start, Tracer tracer) {
        LOG.debugf("tracer: %s", tracer);
    }

    /** @throws InvalidFieldException if the settings ask for a protocol that is not available */
    @Produces
    @Singleton
    Tracer tracer() {
        if (isEnabled()) {
            requireHttp("otel.exporter.otlp.protocol");
            requireHttp("otel.exporter.otlp.traces.protocol");
            telemetry = sdk();
        }
        return telemetry.getTracer(INSTRUMENTATION);
    }

    private boolean isEnabled() {
        boolean disabled =
                config.getOptionalValue("otel.sdk.disabled", Boolean.class).orElse(false);
        return !disabled && (isSet("otel.exporter.otlp.endpoint") || isSet("otel.exporter.otlp.traces.endpoint"));
    }

    private boolean isSet(String property) {
        return config.getOptionalValue(property, String.class).isPresent();
    }

    private void requireHttp(String property) {
        config.getOptionalValue(property, String.class)
                .filter(protocol -> !protocol.equals(HTTP))
                .ifPresent(protocol -> {
                    throw new InvalidFieldException(
                            property, "'" + protocol + "' is not available; use " + HTTP + ", usually on port 4318");
                });
    }

    /** The SDK reads environment variables and system properties itself; they take precedence. */
    private OpenTelemetrySdk sdk() {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(this::properties)
                .setServiceClassLoader(Thread.currentThread().getContextClassLoader())
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(Map.of(
                "otel.service.name",
                config.getValue("quarkus.application.name", String.class),
                "otel.exporter.otlp.protocol",
                HTTP,
                "otel.metrics.exporter",
                "none",
                "otel.logs.exporter",
                "none"));
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                config.getOptionalValue(name, String.class).ifPresent(value -> properties.put(name, value));
            }
        }
        return properties;
    }

    /** Exports the remaining spans. */
    @PreDestroy
    void close() {
        if (telemetry instanceof OpenTelemetrySdk sdk) {
            sdk.close();
        }
    }
}
