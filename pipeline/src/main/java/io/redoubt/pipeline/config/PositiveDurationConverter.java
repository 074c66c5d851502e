package io.redoubt.pipeline.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** Converts durations such as {@code 30s}. Rejects zero and negative durations. */
public final class PositiveDurationConverter implements Converter<Duration> {

    private static final long serialVersionUID = 1;

    @Override
    public Duration convert(String text) {
        Duration duration = DurationConverter.parseDuration(text);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(text + " is not a positive duration");
        }
        return duration;
    }
}
