package io.redoubt.pipeline;

import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.S3Endpoint;
import io.redoubt.embedded.StackSettings;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import io.redoubt.pipeline.topic.TopicConfig;
import io.redoubt.pipeline.topic.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A real broker and a real store, started once for all tests of the JVM. */
public final class Stack {

    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static EmbeddedStack running;

    private Stack() {}

    private static synchronized EmbeddedStack running() {
        if (running == null) {
            try {
                running = EmbeddedStack.start(StackSettings.at(Files.createTempDirectory("redoubt-pipeline")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    /** The settings of a bucket that no other test uses. */
    public static StoreSettings newBucket() {
        S3Endpoint endpoint = running().s3().endpoint();
        return new StoreSettings(
                endpoint.uri(),
                "bucket-" + BUCKETS.incrementAndGet(),
                endpoint.accessKey(),
                endpoint.secretKey(),
                "us-east-1");
    }

    /** An empty store. */
    public static MinioObjectStore newStore() {
        return new MinioObjectStore(newBucket());
    }

    /** Makes the topics, with locks of a second for all queues. */
    public static void ensureTopics() {
        new TopicSetup(
                        kafka(),
                        Settings.of(TopicConfig.class, Map.of()),
                        Settings.of(QueueConfig.class, Map.of("redoubt.queue.lock", "1s")))
                .ensure();
    }

    /** The broker. */
    public static KafkaConnection kafka() {
        return new KafkaConnection(Map.of("bootstrap.servers", servers()));
    }

    /** The broker's {@code host:port}. */
    public static String servers() {
        return running().kafka().bootstrapServers();
    }
}
