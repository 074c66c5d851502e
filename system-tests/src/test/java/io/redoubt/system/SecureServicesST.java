package io.redoubt.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.access.AccessRules;
import io.redoubt.pipeline.queue.ShareGroupSettings;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreException;
import io.redoubt.pipeline.store.StoreKeys;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services with exactly the rights that docs/security.md lists. */
class SecureServicesST {

    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(8);
    private static final long REJECTION_TIMEOUT_SECONDS = 120;

    @TempDir
    static Path folder;

    private static final Secrets SECRETS = new Secrets();
    private static final ToyExperiment EXPERIMENT = new ToyExperiment("secured");
    private static final String ID = EXPERIMENT.id();
    private static SecuredDeployment deployment;

    @BeforeAll
    static void runAnExperiment() {
        deployment = new SecuredDeployment(folder, SECRETS);
        try (MinioObjectStore store = deployment.openStore(SecuredDeployment.CLIENT)) {
            ToyDataset.publish(store, folder);
        }
        deployment
                .rest()
                .contentType("application/octet-stream")
                .body(EXPERIMENT.payload())
                .post("/experiments")
                .then()
                .statusCode(202);
        await("the experiment has ended")
                .atMost(RUN_TIMEOUT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    deployment.requireAlive();
                    String state = deployment.rest().get("/experiments/" + ID).path("state");
                    assertThat(state).isNotIn("failed", "rejected");
                    return "succeeded".equals(state);
                });
    }

    @AfterAll
    static void stop() {
        if (deployment != null) {
            deployment.close();
        }
    }

    @Test
    void experimentRunsWithoutDeniedRequests() throws IOException {
        deployment.rest().get("/experiments/" + ID + "/report.html").then().statusCode(200);
        await("the numbers of the queues")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> deployment.rest().get("/queues").then().statusCode(200));
        assertThat(deployment.requireSuccess("list", SecuredDeployment.CLIENT)).contains(ID, "succeeded");
        for (String service : SecuredDeployment.SERVICES) {
            assertThat(Files.readString(deployment.logs().resolve(service + ".log")))
                    .as(service)
                    .doesNotContain("AuthorizationException", "Not authorized", "AccessDenied");
        }
    }

    @Test
    void clientReadsRequestsAndResults() {
        assertThat(deployment.requireSuccess("fork", SecuredDeployment.CLIENT, "--dry-run", "--set", "seed=6", ID))
                .contains("\"seed\"", "6");
        try (MinioObjectStore store = deployment.openStore(SecuredDeployment.CLIENT)) {
            assertThat(store.get(StoreKeys.resultManifest("0".repeat(64)))).isEmpty();
        }
    }

    @Test
    void experimentServiceDeletesExperimentsWithTheirData() throws Exception {
        String job = "0".repeat(64);
        ExperimentStatus ended = new ExperimentStatus(
                1,
                "ended-1",
                "ended",
                ExperimentState.SUCCEEDED,
                "",
                Instant.EPOCH,
                List.of(new JobStatus("one", Stage.FINETUNE, JobState.SUCCEEDED, job, "", "", "")));
        try (MinioObjectStore store = deployment.openStore("eval-service")) {
            store.put(StoreKeys.resultManifest(job), new byte[1]);
            store.put(StoreKeys.resultPart(job, "scores.json"), new byte[1]);
            store.put(StoreKeys.experiment("ended-1", "report.json"), new byte[1]);
            send("experiment-service", Topics.STATUS, "ended-1", Json.canonical(ended));
            await("the experiment")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> deployment.rest().get("/experiments/ended-1").statusCode() == 200);

            deployment
                    .rest()
                    .delete("/experiments/ended-1")
                    .then()
                    .statusCode(200)
                    .body("bytes", equalTo(3));

            assertThat(store.list(StoreKeys.job(job))).isEmpty();
            assertThat(store.list(StoreKeys.experiment("ended-1"))).isEmpty();
        }
    }

    @Test
    void restWithoutTokenIsRejected() {
        RestAssured.given()
                .get(deployment.address("experiment-service") + "/experiments/" + ID)
                .then()
                .statusCode(401);
    }

    @Test
    void serviceCannotWriteOtherTopics() {
        Map<String, List<String>> foreign = Map.of(
                "attack-service",
                List.of(Topics.EXPERIMENTS, Topics.STATUS, Topics.FINETUNE, Topics.RESULTS),
                "finetune-service",
                List.of(Topics.CONTROL, Topics.ATTACK),
                "pretrain-service",
                List.of(Topics.EVALUATE, Topics.EXPERIMENTS),
                "eval-service",
                List.of(Topics.STATUS, Topics.ATTACK),
                SecuredDeployment.CLIENT,
                List.of(Topics.EVENTS, Topics.STATUS, Topics.ATTACK));

        foreign.forEach((user, topics) -> topics.forEach(topic -> assertThatThrownBy(() -> send(user, topic))
                .as(user + " to " + topic)
                .hasCauseInstanceOf(TopicAuthorizationException.class)));
    }

    private static void send(String user, String topic) throws Exception {
        send(user, topic, null, new byte[] {1});
    }

    private static void send(String user, String topic, String key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                deployment.connection(user).with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    @Test
    void serviceCannotReadOtherQueues() {
        Map<String, String> foreign = Map.of(
                "attack-service",
                Topics.FINETUNE,
                "finetune-service",
                Topics.EVALUATE,
                "pretrain-service",
                Topics.ATTACK,
                "eval-service",
                Topics.pretrain("rotation"),
                "experiment-service",
                Topics.ATTACK,
                SecuredDeployment.CLIENT,
                Topics.ATTACK);

        foreign.forEach((user, queue) -> assertThatThrownBy(() -> take(user, queue, queue))
                .as(user + " from " + queue)
                .isInstanceOf(AuthorizationException.class));
        assertThatThrownBy(() -> take("attack-service", Topics.ATTACK, Topics.FINETUNE))
                .as("in the group of another queue")
                .isInstanceOf(GroupAuthorizationException.class);
    }

    private static void take(String user, String topic, String groupOf) {
        try (var consumer = new KafkaShareConsumer<>(
                deployment.connection(user).with(Map.of("group.id", ShareGroupSettings.of(groupOf))),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await("a response").atMost(Duration.ofSeconds(60)).until(() -> !consumer.poll(Duration.ofMillis(200))
                    .isEmpty());
        }
    }

    @Test
    void onlyTheAdministratorCreatesTopics() {
        for (String role : AccessRules.load().roles()) {
            try (Admin admin = deployment.connection(role).admin()) {
                assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1)))
                                .all()
                                .get())
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(AuthorizationException.class);
            }
        }
    }

    @Test
    void serviceCannotAccessOtherKeys() {
        assertDenied("attack-service", store -> store.put(StoreKeys.experiment(ID, "report.json"), new byte[1]));
        assertDenied("attack-service", store -> store.put(StoreKeys.DATASETS + "mine", new byte[1]));
        assertDenied("pretrain-service", store -> store.get(StoreKeys.experiment(ID, "report.json")));
        assertDenied("experiment-service", store -> store.put(StoreKeys.claim("0".repeat(64)), new byte[1]));
        assertDenied("experiment-service", store -> store.put(StoreKeys.resultPart("0".repeat(64), "x"), new byte[1]));
        assertDenied("experiment-service", store -> store.get(StoreKeys.checkpointState("0".repeat(64), "1")));
        assertDenied("eval-service", store -> store.delete(StoreKeys.experiment(ID, "report.json")));
        assertDenied(SecuredDeployment.CLIENT, store -> store.get(StoreKeys.claim("0".repeat(64))));
        assertThat(deployment.stackOutput()).contains(StorePolicy.DENIED + "attack-service: s3:PutObject");
    }

    private interface StoreUse {
        void with(MinioObjectStore store);
    }

    private static void assertDenied(String user, StoreUse use) {
        try (MinioObjectStore store = deployment.openStore(user)) {
            assertThatThrownBy(() -> use.with(store))
                    .as(user)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("403");
        }
    }

    @Test
    void rejectedProcessNamesTheSettingAndNoSecret() {
        String other = SECRETS.of("another password");
        String jaas = deployment
                .environment("attack-service")
                .get("KAFKA_SASL_JAAS_CONFIG")
                .replace(SECRETS.of("broker attack-service"), other);
        rejects("attack-service", Map.of("KAFKA_SASL_JAAS_CONFIG", jaas), "kafka.sasl.jaas.config");
        rejects(
                "attack-service",
                Map.of("KAFKA_SASL_JAAS_CONFIG", "ScramLoginModule required password=" + other),
                "kafka.sasl.jaas.config cannot be read");
        rejects(
                "attack-service",
                Map.of(
                        "KAFKA_SSL_TRUSTSTORE_LOCATION",
                        folder.resolve("none.pem").toString()),
                "none.pem");
        rejects(
                "attack-service",
                Map.of("REDOUBT_STORE_CA", folder.resolve("none.pem").toString()),
                "redoubt.store.ca");
        rejects("attack-service", Map.of("REDOUBT_QUEUE_REST", "1s"), "REDOUBT_QUEUE_BACKOFF");
        rejects("experiment-service", Map.of("REDOUBT_REST_TOKEN", ""), "redoubt.rest.token");
        rejects("experiment-service", Map.of("REDOUBT_REST_TOKEN", other.substring(0, 15)), "redoubt.rest.token");
        rejects("experiment-service", Map.of("REDOUBT_REST_OPEN", "true"), "redoubt.rest.open");
    }

    private static void rejects(String service, Map<String, String> wrong, String expected) {
        Map<String, String> environment = deployment.environment(service);
        environment.putAll(wrong);
        environment.put("QUARKUS_HTTP_PORT", "0");
        String log = "refused-" + service + "-" + expected.replaceAll("\\W", "-");
        try (JavaProcess process = deployment.start(service, environment, log)) {
            assertThat(process.waitFor(REJECTION_TIMEOUT_SECONDS))
                    .as(process.output())
                    .isNotZero();
            assertThat(process.output()).contains(expected);
            assertThat(SECRETS.in(process.output())).isEmpty();
        }
    }

    @Test
    void processOutputContainsNoSecret() throws IOException {
        assertThat(deployment.logs().resolve("stack.log"))
                .as("the broker logs its settings")
                .content()
                .contains("ssl.keystore.password = [hidden]");
        try (Stream<Path> logs = Files.list(deployment.logs())) {
            for (Path log : logs.toList()) {
                assertThat(SECRETS.in(Files.readString(log))).as(log.toString()).isEmpty();
            }
        }
    }

    @Test
    void topicsContainNoSecret() throws Exception {
        for (String topic : topics()) {
            for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
                StringBuilder text = new StringBuilder(text(record.key())).append(text(record.value()));
                record.headers().forEach(header -> text.append(header.key()).append(text(header.value())));
                assertThat(SECRETS.in(text.toString()))
                        .as(topic + " at " + record.offset())
                        .isEmpty();
            }
        }
    }

    private static List<String> topics() throws Exception {
        try (Admin admin = deployment.connection(SecuredStack.ADMINISTRATOR).admin()) {
            List<String> names = new ArrayList<>(admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get());
            assertThat(names).contains(Topics.EVENTS, Topics.STATUS, Topics.RESULTS, Topics.DEAD_LETTERS);
            return names;
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                deployment.connection(SecuredStack.ADMINISTRATOR).with(Map.of()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            await("the records of " + topic).atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return records;
    }

    @Test
    void storeContainsNoSecret() throws IOException {
        try (MinioObjectStore store = deployment.openStore(SecuredStack.ADMINISTRATOR)) {
            List<String> keys = store.list("");
            assertThat(keys).anyMatch(key -> key.endsWith("report.html")).anyMatch(key -> key.endsWith("claim.json"));
            Path file = folder.resolve("object");
            for (String key : keys) {
                store.download(key, file);
                assertThat(SECRETS.in(key + text(Files.readAllBytes(file))))
                        .as(key)
                        .isEmpty();
            }
        }
    }

    @Test
    void httpResponsesContainNoSecret() {
        for (String service : SecuredDeployment.SERVICES) {
            for (String path : List.of("/q/health", "/q/metrics")) {
                assertThat(SECRETS.in(RestAssured.get(deployment.address(service) + path)
                                .asString()))
                        .as(service + path)
                        .isEmpty();
            }
        }
        for (String path : List.of(
                "/q/openapi",
                "/datasets",
                "/queues",
                "/experiments",
                "/experiments/" + ID,
                "/experiments/" + ID + "/report.json",
                "/experiments/" + ID + "/report.html",
                "/experiments/none-1")) {
            assertThat(SECRETS.in(deployment.rest().get(path).asString()))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void searchFindsSecrets() {
        String secret = SECRETS.of("token");

        assertThat(SECRETS.in("a=" + secret + ";")).containsExactly("token");
        assertThat(SECRETS.in(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8))))
                .containsExactly("token");
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }
}
