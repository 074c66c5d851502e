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

    /** Records held in memory per poll. Each may be a thousand times longer than what was fetched. */
    private static final int MAX_POLL_RECORDS = 1;

    /** Compressed bytes held in memory per fetch. */
    private static final int MAX_FETCH_BYTES = 1 << 20;

    private StreamsSettings() {}

    /**
     * Returns the configuration.
     *
     * @param broker client properties for the connection, including security
     * @param directory state directory; must not be shared, because a process locks it
     * @param limits lowered when the broker refuses a record
     */
    static Properties of(
            Map<String, Object> broker, TrackerSettings settings, Path directory, RecordSizeLimits limits) {
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
                // The state of an experiment is one record. Compression keeps large ones within the broker's limit.
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4",
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                RecordSizeLimits.MAX_REQUEST_BYTES,
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                RecordSizeLimits.MAX_REQUEST_BYTES,
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                RecordTooLargeHandler.class,
                RecordSizeLimits.CONFIG,
                limits));
        properties.putAll(Map.of(
                // Another replica takes over the task of a crashed one after this time.
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                "10000",
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
                MAX_POLL_RECORDS,
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                MAX_FETCH_BYTES,
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
                MAX_FETCH_BYTES));
        properties.putAll(settings.streams());
        return properties;
    }
}
