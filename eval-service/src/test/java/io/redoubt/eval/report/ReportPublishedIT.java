package io.redoubt.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.Report;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.embedded.s3.S3Endpoint;
import io.redoubt.eval.report.figures.SampleExperiment;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreSettings;
import io.redoubt.testkit.BrokerEmitter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A committed report reaches a real store and a real topic. */
class ReportPublishedIT {

    private static final ReportSpec SPEC = new ReportSpec(
            "quickstart-0123456789", SampleExperiment.request(), SampleExperiment.DATASET.ref(), Map.of());
    private static final byte[] JSON = Json.pretty(SampleExperiment.document().report());

    @Test
    void reportIsStoredAndPublished(@TempDir Path folder) throws Exception {
        try (EmbeddedStack stack = EmbeddedStack.start(StackSettings.at(folder))) {
            KafkaConnection kafka = new KafkaConnection(
                    Map.of("bootstrap.servers", stack.kafka().bootstrapServers()));
            createTopic(kafka);
            MinioObjectStore store = store(stack.s3().endpoint());
            BrokerEmitter emitter = new BrokerEmitter(stack.kafka().bootstrapServers());
            ReportWork work = new ReportWork(store, new ResultTopic(emitter), Clock.systemUTC());

            work.published(
                    Job.of(SPEC.experiment(), "report", SPEC, Map.of()),
                    manifest(
                            ResultFileNames.REPORT_JSON,
                            ResultFileNames.REPORT_HTML,
                            ResultFileNames.REPORT_MARKDOWN,
                            ResultFileNames.ROBUSTBENCH),
                    part -> part.equals(ResultFileNames.REPORT_JSON) ? JSON : part.getBytes(StandardCharsets.UTF_8));
            emitter.close();

            assertThat(stored(store, ResultFileNames.REPORT_JSON)).isEqualTo(JSON);
            assertThat(stored(store, ResultFileNames.REPORT_HTML)).asString().isEqualTo(ResultFileNames.REPORT_HTML);
            assertThat(stored(store, ResultFileNames.REPORT_MARKDOWN))
                    .asString()
                    .isEqualTo(ResultFileNames.REPORT_MARKDOWN);
            assertThat(stored(store, ResultFileNames.ROBUSTBENCH)).asString().isEqualTo(ResultFileNames.ROBUSTBENCH);
            assertThat(stored(store, "request.json")).isEqualTo(Json.pretty(SPEC.request()));
            ConsumerRecord<String, byte[]> published = first(kafka);
            assertThat(published.key()).isEqualTo(SPEC.experiment());
            assertThat(Json.pretty(Json.read(published.value(), Report.class))).isEqualTo(JSON);
        }
    }

    @Test
    void reportThatTheTopicRefusesIsPublishedAsAReference(@TempDir Path folder) throws Exception {
        try (EmbeddedStack stack = EmbeddedStack.start(StackSettings.at(folder));
                BrokerEmitter emitter = new BrokerEmitter(stack.kafka().bootstrapServers())) {
            KafkaConnection kafka = new KafkaConnection(
                    Map.of("bootstrap.servers", stack.kafka().bootstrapServers()));
            createTopic(kafka);
            ObjectNode large = (ObjectNode) Json.mapper().readTree(JSON);
            large.withArray("alarms").add("x".repeat(2 << 20));
            Report report = Json.read(Json.canonical(large), Report.class);

            new ResultTopic(emitter).publish(report);

            Report published = Json.read(first(kafka).value(), Report.class);
            assertThat(published.experiment()).isEqualTo(SPEC.experiment());
            assertThat(published.rows()).isEmpty();
            assertThat(published.alarms())
                    .singleElement()
                    .asString()
                    .contains("experiments/quickstart-0123456789/report.json");
        }
    }

    /** With the broker's default limit of 1 MiB. */
    private static void createTopic(KafkaConnection kafka) throws Exception {
        try (Admin admin = kafka.admin()) {
            admin.createTopics(List.of(new NewTopic(Topics.RESULTS, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static ResultManifest manifest(String... parts) {
        ResultManifest sample = SampleExperiment.manifest("report", Stage.REPORT, 1, 0, 0);
        return new ResultManifest(
                sample.schema(),
                sample.fingerprint(),
                sample.stage(),
                Arrays.stream(parts)
                        .map(part -> new Artifact(sample.fingerprint(), part, sample.fingerprint(), 1))
                        .toList(),
                sample.metrics(),
                sample.finished(),
                sample.worker());
    }

    private static MinioObjectStore store(S3Endpoint endpoint) {
        return new MinioObjectStore(
                new StoreSettings(endpoint.uri(), "redoubt", endpoint.accessKey(), endpoint.secretKey(), "us-east-1"));
    }

    private static byte[] stored(MinioObjectStore store, String file) {
        return store.get(StoreKeys.experiment(SPEC.experiment(), file))
                .orElseThrow()
                .content();
    }

    private static ConsumerRecord<String, byte[]> first(KafkaConnection kafka) {
        TopicPartition partition = new TopicPartition(Topics.RESULTS, 0);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka.with(Map.of()), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).records(partition).get(0);
        }
    }
}
