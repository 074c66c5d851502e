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

    private static final int LARGEST_RECORD = 4 << 20;

    private StreamsSettings() {}

    /**
     * @param broker how clients reach Kafka, security included
     * @param directory private to this process: two on one machine must not lock each other out
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
                // A killed replica's task moves on after this time.
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                "10000",
                // The state of a large experiment is one record: compressed, it stays within the broker's limit.
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4",
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                LARGEST_RECORD,
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                LARGEST_RECORD));
        properties.putAll(settings.streams());
        return properties;
    }
}
