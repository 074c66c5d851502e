package io.redoubt.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.IndexRange;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.TransferMatrix;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.data.ImageSet;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.trace.TraceHeaders;
import io.redoubt.testkit.Topic;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The five services as separate processes with one broker and one store. */
@ExtendWith(SharedTestBed.class)
class SeparateServicesST {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final int IMAGES = 40;
    private static final List<String> ATTACKS = List.of("pgd-2", "fgsm");

    @TempDir
    private Path folder;

    private final TestDeployment deployment;

    SeparateServicesST(FaultTestBed testBed) {
        deployment = testBed.deployment();
    }

    @Test
    void reportOfAPlainJsonRequestMatchesTheStoredExamples() throws IOException {
        Topic requests = topic(Topics.EXPERIMENTS);
        int deadLetters = topic(Topics.DEAD_LETTERS).records().size();
        requests.send("no request at all: [".getBytes(UTF_8));
        requests.send(
                request("refused").replace("\"epochs\": 2", "\"epochs\": -1").getBytes(UTF_8));

        byte[] payload = request("tiny").getBytes(UTF_8);
        requests.send(payload, TraceHeaders.TRACEPARENT, "00-" + TRACE + "-b7ad6b7169203331-01");
        ExperimentRequest request = RequestReader.read(payload);
        ConsumerRecord<byte[], byte[]> result = topic(Topics.RESULTS).first("the report", keyed(request.id()));
        Report report = Json.read(result.value(), Report.class);
        requireTraced(request.id(), result);

        assertThat(report.rows()).extracting(ReportRow::scenario).containsExactly("P1,F3", "P3,F4", "P1,F3+P3,F4");
        assertThat(report.images()).isEqualTo(IMAGES);
        assertThat(report.rows()).allSatisfy(row -> {
            assertThat(row.diagnosis().orElseThrow().images()).isEqualTo(4);
            assertThat(row.corruptions().orElseThrow().families()).hasSize(19);
        });
        requireRecomputed(request, report);
        assertThat(RestAssured.get(deployment.rest() + "/experiments/" + request.id() + "/report.json")
                        .asByteArray())
                .satisfies(json -> assertThat(Json.read(json, Report.class)).isEqualTo(report));
        assertThat(finalState(request.id())).isEqualTo(ExperimentState.SUCCEEDED);

        assertThat(topic(Topics.DEAD_LETTERS).records()).hasSizeGreaterThan(deadLetters);
        assertThat(statuses())
                .filteredOn(status -> status.name().equals("refused"))
                .allSatisfy(status -> {
                    assertThat(status.state()).isEqualTo(ExperimentState.REJECTED);
                    assertThat(status.message()).contains("defaults.pretrain.epochs: -1 is out of range");
                })
                .isNotEmpty();

        long queued = queued(request.id());
        requests.send(payload);
        requests.send(request("later").getBytes(UTF_8));
        String later = RequestReader.read(request("later").getBytes(UTF_8)).id();
        Report same = Json.read(
                topic(Topics.RESULTS).first("the second report", keyed(later)).value(), Report.class);

        assertThat(queued(request.id()))
                .as("jobs of a request that was published twice")
                .isEqualTo(queued);
        assertThat(same.rows()).isEqualTo(report.rows());
        assertThat(same.transfer()).isEqualTo(report.transfer());
        assertThat(events())
                .filteredOn(event -> event.experiment().equals(later) && event.type() == EventType.SUCCEEDED)
                .filteredOn(event -> event.stage() != Stage.REPORT)
                .as("jobs of an experiment that differs by name alone")
                .allMatch(JobEvent::reused);
    }

    /** The services export no spans here, but pass on the trace of the request. */
    private void requireTraced(String experiment, ConsumerRecord<byte[], byte[]> result) {
        assertThat(trace(result)).contains(TRACE);
        assertThat(Topics.queues().stream()
                        .flatMap(queue -> topic(queue).records().stream())
                        .filter(record -> Json.read(record.value(), Job.class)
                                .experiment()
                                .equals(experiment)))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(trace(record)).contains(TRACE));
    }

    private static String trace(ConsumerRecord<byte[], byte[]> record) {
        return TraceHeaders.traceparent(TraceHeaders.context(record.headers()));
    }

    private static String request(String name) {
        return TinyExperiment.named(name, ToyDataset.NAME, 24);
    }

    /** Recomputes every row and every entry of the transfer matrix from the stored models and examples. */
    private void requireRecomputed(ExperimentRequest request, Report report) throws IOException {
        TransferMatrix transfer = report.transfer().orElseThrow();
        assertThat(transfer.subjects()).isEqualTo(request.subjects());
        ImageSet images = ToyDataset.test();
        try (MinioObjectStore store = deployment.openStore()) {
            for (int j = 0; j < report.rows().size(); j++) {
                ReportRow row = report.rows().get(j);
                EvaluationSubject subject = EvaluationSubject.read(Stream.of(
                                row.subject().split("\\+"))
                        .map(member -> download(store, result(request, "finetune/" + member), ResultFileNames.MODEL))
                        .toList());
                try (LoadedModel model = LoadedModel.of(subject, images.shape())) {
                    requireRecomputed(request, row, store, model, images);
                    for (int i = 0; i < report.rows().size(); i++) {
                        assertThat(transfer.robustAccuracy().get(i).get(j))
                                .isCloseTo(
                                        robust(
                                                request,
                                                store,
                                                model,
                                                transfer.subjects().get(i)),
                                        within(1e-9));
                    }
                }
            }
        }
    }

    private void requireRecomputed(
            ExperimentRequest request, ReportRow row, MinioObjectStore store, LoadedModel model, ImageSet images)
            throws IOException {
        BitSet clean = Predictions.of(model, images, new IndexRange(0, IMAGES), progress -> {})
                .correct();
        assertThat(row.standardAccuracy()).isCloseTo(share(clean), within(1e-9));
        for (String attack : ATTACKS) {
            assertThat(row.attacks().get(attack))
                    .isCloseTo(share(correct(request, store, model, row.subject(), attack)), within(1e-9));
        }
        assertThat(row.robustAccuracy()).isCloseTo(robust(request, store, model, row.subject()), within(1e-9));
    }

    private double robust(ExperimentRequest request, MinioObjectStore store, LoadedModel model, String source)
            throws IOException {
        BitSet robust = new BitSet();
        robust.set(0, IMAGES);
        for (String attack : ATTACKS) {
            robust.and(correct(request, store, model, source, attack));
        }
        return share(robust);
    }

    private BitSet correct(
            ExperimentRequest request, MinioObjectStore store, LoadedModel model, String source, String attack)
            throws IOException {
        BitSet correct = new BitSet();
        for (IndexRange range : IndexRange.shards(IMAGES, 20)) {
            String node = "attack/" + source + "/" + attack + "/" + range;
            AdversarialExamples examples =
                    AdversarialExamples.read(download(store, result(request, node), ResultFileNames.EXAMPLES), range);
            Predictions.of(model, examples, progress -> {}).correct().stream()
                    .forEach(image -> correct.set(range.from() + image));
        }
        return correct;
    }

    private static double share(BitSet images) {
        return (double) images.cardinality() / IMAGES;
    }

    private Path download(MinioObjectStore store, ResultManifest result, String part) {
        Path file = folder.resolve(result.part(part).sha256());
        store.download(StoreKeys.resultPart(result.part(part)), file);
        return file;
    }

    private ResultManifest result(ExperimentRequest request, String node) {
        return events().stream()
                .filter(event -> event.experiment().equals(request.id()))
                .filter(event -> event.node().equals(node) && event.type() == EventType.SUCCEEDED)
                .findFirst()
                .flatMap(JobEvent::result)
                .orElseThrow(() -> new AssertionError("no result of " + node));
    }

    private ExperimentState finalState(String id) {
        return Json.read(
                        topic(Topics.STATUS)
                                .first(
                                        "the end of " + id,
                                        message -> keyed(id).test(message)
                                                && Json.read(message.value(), ExperimentStatus.class)
                                                        .state()
                                                        .ended())
                                .value(),
                        ExperimentStatus.class)
                .state();
    }

    private long queued(String id) {
        return events().stream()
                .filter(event -> event.experiment().equals(id) && event.type() == EventType.QUEUED)
                .count();
    }

    private List<JobEvent> events() {
        return topic(Topics.EVENTS).records().stream()
                .map(message -> Json.read(message.value(), JobEvent.class))
                .toList();
    }

    private List<ExperimentStatus> statuses() {
        return topic(Topics.STATUS).records().stream()
                .map(message -> Json.read(message.value(), ExperimentStatus.class))
                .toList();
    }

    private static java.util.function.Predicate<ConsumerRecord<byte[], byte[]>> keyed(String key) {
        return message -> message.key() != null && key.equals(new String(message.key(), UTF_8));
    }

    private Topic topic(String name) {
        return new Topic(deployment.kafka(), name);
    }
}
