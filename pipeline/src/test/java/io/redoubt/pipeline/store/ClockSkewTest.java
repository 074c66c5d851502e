package io.redoubt.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockSkewTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:10.5Z");

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:10.500Z, PT0S",
        "2026-01-01T00:00:10.000Z, PT0S",
        "2026-01-01T00:00:40.500Z, PT30S",
        "2026-01-01T00:00:00.500Z, PT-9S"
    })
    void timeOfAWriteIsComparedWithTheClockOfThisMachine(Instant modified, Duration skew) {
        ObjectStore store = writingAt(modified);

        assertThat(ClockSkew.measure(store, InstantSource.fixed(NOW))).isEqualTo(skew);
    }

    private static ObjectStore writingAt(Instant modified) {
        return (ObjectStore) Proxy.newProxyInstance(
                ClockSkewTest.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> method.getName().equals("objects")
                        ? List.of(new ListedObject((String) arguments[0], 7, modified))
                        : null);
    }
}
