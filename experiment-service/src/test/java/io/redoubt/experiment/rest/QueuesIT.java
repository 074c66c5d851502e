package io.redoubt.experiment.rest;

import static io.redoubt.experiment.rest.ExperimentServiceIT.body;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.event.WorkerDevice;
import io.redoubt.api.job.Job;
import io.redoubt.experiment.Requests;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.queue.ShareGroupConnector;
import io.redoubt.pipeline.queue.WorkerName;
import io.redoubt.testkit.Topic;
import io.restassured.response.Response;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scaler reads, with jobs that the tracker queues and a worker of the real queue. No other test uses the queue. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class QueuesIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String STAGE = "pretrain.jigsaw";
    private static final String QUEUE = "redoubt.jobs.pretrain.jigsaw";
    private static final WorkerDevice DEVICE = new WorkerDevice(
            "cuda:0", Optional.of("NVIDIA H200"), Optional.of(16), Optional.of(8L << 30), Optional.of(3L << 30));

    @TempDir
    Path folder;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    DatasetCatalog catalog;

    @Inject
    @Connector(ShareGroupConnector.NAME)
    ShareGroupConnector queues;

    @Inject
    WorkerName worker;

    private final BlockingQueue<Message<?>> acquired = new LinkedBlockingQueue<>();

    @BeforeEach
    void publishDataSet() throws IOException {
        Datasets.publish(catalog, folder);
    }

    private static void submit(String name) {
        body(Requests.yaml("""
                        name: %s
                        seed: %d
                        pretrain: [{id: jigsaw, task: jigsaw}]
                        finetune: [{from: jigsaw}]
                        """.formatted(name, name.hashCode())))
                .post("/experiments")
                .then()
                .statusCode(202);
    }

    private static void awaitNumbers(int waiting, int running, int members) {
        await().atMost(TIMEOUT).untilAsserted(() -> {
            Response queue = when().get("/queues/" + STAGE);
            assertThat(queue.statusCode()).as(queue.asString()).isEqualTo(200);
            assertThat(queue.<Integer>path("waiting")).as("waiting").isEqualTo(waiting);
            assertThat(queue.<Integer>path("running")).as("running").isEqualTo(running);
            assertThat(queue.<Integer>path("lag")).as("lag").isEqualTo(waiting + running);
            assertThat(queue.<Integer>path("members")).as("members").isEqualTo(members);
        });
    }

    private void startWorker() {
        Multi.createFrom()
                .publisher(queues.getPublisher(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(Map.of("topics", QUEUE), "channel", 100))
                        .build()))
                .subscribe()
                .with(acquired::add);
    }

    private Message<?> nextJob() throws InterruptedException {
        Message<?> message = acquired.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).as("a job within " + TIMEOUT).isNotNull();
        return message;
    }

    private void announce(Message<?> message, EventType type) {
        Job job = Json.read((byte[]) message.getPayload(), Job.class);
        JobEvent event = JobEvent.of(job, type, Instant.now(), worker.value(), 1)
                .with(new Progress("train", 1, 2, 10, 20, 5.5, 3, Map.of()))
                .withDevice(Optional.of(DEVICE));
        new Topic(bootstrapServers, Topics.EVENTS).send(Json.canonical(event));
    }

    @Test
    void lagIsTheNumberOfJobsThatHaveNotEnded() throws Exception {
        awaitNumbers(0, 0, 0);
        submit("scaled-one");
        submit("scaled-two");
        submit("scaled-three");
        awaitNumbers(3, 0, 0);

        startWorker();
        Message<?> job = nextJob();
        announce(job, EventType.STARTED);

        awaitNumbers(2, 1, 1);
        await().atMost(TIMEOUT).untilAsserted(() -> {
            announce(job, EventType.PROGRESS);
            when().get("/queues/" + STAGE)
                    .then()
                    .body("workers", hasSize(1))
                    .body("workers[0].worker", equalTo(worker.value()))
                    .body("workers[0].host", equalTo("127.0.0.1"))
                    .body("workers[0].device.name", equalTo("cuda:0"))
                    .body(
                            "workers[0].device.memoryUsedBytes",
                            equalTo(DEVICE.memoryUsedBytes().orElseThrow()))
                    .body("workers[0].job.node", equalTo("pretrain/jigsaw"))
                    .body("workers[0].job.progress.imagesPerSecond", equalTo(5.5f));
        });
        // A broker that answers late makes the numbers unknown for a second.
        await().atMost(TIMEOUT).untilAsserted(() -> {
            given().accept("text/html")
                    .get("/ui/queues")
                    .then()
                    .statusCode(200)
                    .body(containsString(STAGE))
                    .body(containsString(worker.value()))
                    .body(containsString("cuda:0 (NVIDIA H200)"))
                    .body(containsString("16 threads, 3 GiB of 8 GiB used"))
                    .body(containsString("pretrain/jigsaw"));
            when().get("/q/metrics")
                    .then()
                    .body(containsString("redoubt_queue_lag{stage=\"" + STAGE + "\"} 3.0"))
                    .body(containsString("redoubt_queue_waiting{stage=\"" + STAGE + "\"} 2.0"))
                    .body(containsString("redoubt_queue_running{stage=\"" + STAGE + "\"} 1.0"))
                    .body(containsString("redoubt_queue_workers{stage=\"" + STAGE + "\"} 1.0"))
                    .body(matchesPattern("(?s).*redoubt_experiments\\{state=\"running\"} [1-9].*"))
                    .body(matchesPattern("(?s).*redoubt_tracker_lag \\d.*"));
        });

        job.ack();
        nextJob().ack();
        nextJob().ack();
        awaitNumbers(0, 0, 1);
    }

    @Test
    void listsAllQueues() {
        await().atMost(TIMEOUT).untilAsserted(() -> when().get("/queues")
                .then()
                .statusCode(200)
                .body("topic", equalTo(Topics.queues()))
                .body("find { it.stage == 'finetune' }.topic", equalTo(Topics.FINETUNE)));
    }

    @Test
    void unknownQueueIsNotFound() {
        when().get("/queues/pretrain")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("field", equalTo("stage"))
                .body(
                        "detail",
                        equalTo("no queue 'pretrain'; use one of pretrain.rotation, pretrain.jigsaw, pretrain.selfie,"
                                + " pretrain.joint, finetune, attack, evaluate"));
    }

    @Test
    void openApiDescribesTheAnswers() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("paths.'/queues/{stage}'.get.responses.keySet()", equalTo(Set.of("200", "404", "503")))
                .body("components.schemas.QueueStatus.properties.lag.type", equalTo("integer"));
    }
}
