package io.redoubt.experiment.stream;

import io.redoubt.api.Json;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Creates serdes that store values as canonical JSON. */
final class JsonSerde {

    private JsonSerde() {}

    static <T> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : Json.canonical(value),
                (topic, json) -> json == null ? null : Json.read(json, type));
    }
}
