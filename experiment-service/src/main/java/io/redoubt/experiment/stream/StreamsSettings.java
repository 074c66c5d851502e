package io.redoubt.experiment.stream;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams configuration of the tracker. */
final class StreamsSettings {

    private static final int MAX_RECORD_BYTES = 4 << 20;

    private StreamsSettings() {}

    /**
     * Returns the configuration.
     *
     * @param broker client properties for the connection, including security
     * @param directory state directory; must not be shared, because a process locks it
     */
    static Properties of(Map<String, Object> broker, TrackerSettings settings, Path directory) {
        Properties properties = new Properties();
        broker.forEach((name, value) -> properties.put(name, value.toString()));
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                settings.applicationId(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.STATE_DIR_CONFIG,
                directory.toString(),
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                RecordTimestampExtractor.class,
                // Another replica takes over the task of a crashed one after this time.
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                "10000",
                // The state of an experiment is one record. Compression keeps large ones within the broker's limit.
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4",
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                MAX_RECORD_BYTES,
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                MAX_RECORD_BYTES));
        properties.putAll(settings.streams());
        return properties;
    }
}
