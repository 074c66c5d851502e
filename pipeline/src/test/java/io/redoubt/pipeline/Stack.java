package io.redoubt.pipeline;

import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.embedded.s3.S3Endpoint;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.queue.ShareGroupSettings;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import io.redoubt.pipeline.topic.TopicConfig;
import io.redoubt.pipeline.topic.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** A real broker and a real store, started once per JVM. */
public final class Stack {

    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static EmbeddedStack running;

    private Stack() {}

    private static synchronized EmbeddedStack running() {
        if (running == null) {
            try {
                running = EmbeddedStack.start(StackSettings.at(Files.createTempDirectory(Path.of("target"), "home")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    /** Settings of a new bucket. */
    public static StoreSettings newBucket() {
        S3Endpoint endpoint = running().s3().endpoint();
        return new StoreSettings(
                endpoint.uri(),
                "bucket-" + BUCKETS.incrementAndGet(),
                endpoint.accessKey(),
                endpoint.secretKey(),
                "us-east-1");
    }

    /** A store over a new, empty bucket. */
    public static MinioObjectStore newStore() {
        return new MinioObjectStore(newBucket());
    }

    /** Creates the topics, with a lock duration of 1 s for all queues. */
    public static void ensureTopics() {
        new TopicSetup(
                        kafka(),
                        Settings.of(TopicConfig.class, Map.of()),
                        Settings.of(QueueConfig.class, Map.of("redoubt.queue.lock", "1s")))
                .ensure();
    }

    /** Configures the share group of a queue that only one test uses. */
    public static void configureQueue(String topic) throws ExecutionException, InterruptedException {
        List<AlterConfigOp> settings =
                List.of(set("share.auto.offset.reset", "earliest"), set("share.record.lock.duration.ms", "1000"));
        try (Admin admin = kafka().admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, ShareGroupSettings.of(topic)), settings))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
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
