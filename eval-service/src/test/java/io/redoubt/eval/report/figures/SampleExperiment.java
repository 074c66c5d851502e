package io.redoubt.eval.report.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.GradientMaskingDiagnosis.AtRadius;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.Scores;
import io.redoubt.api.report.TransferScores;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.core.evaluate.Accuracy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A made-up experiment with four models and figures like those of the quickstart. */
public final class SampleExperiment {

    public static final int IMAGES = 1000;
    public static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");
    public static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");
    public static final Environment ENVIRONMENT =
            new Environment(Map.of("redoubt", "0.1.0", "djl", "0.36.0"), "17.0.1 Vendor", "Linux 6 amd64", 2, CREATED);
    public static final DatasetManifest DATASET = dataset(CLASSES);

    static final String YAML = """
            name: quickstart
            preset: quick
            pretrain:
              - {id: rotation, task: rotation, training: adversarial, epochs: 2}
            finetune:
              - {from: none, scope: full, training: standard, epochs: 2}
              - {from: none, scope: full, training: adversarial, epochs: 2}
              - {from: rotation, scope: partial, training: adversarial, epochs: 2}
              - {from: rotation, scope: full, training: adversarial, epochs: 2}
            evaluate:
              attacks: [pgd-20]
            """;

    private SampleExperiment() {}

    public static ExperimentRequest request() {
        return request("[pgd-20]");
    }

    public static ExperimentRequest request(String attacks) {
        return RequestReader.read(YAML.replace("[pgd-20]", attacks).getBytes(StandardCharsets.UTF_8));
    }

    /** The same with an ensemble of both P3 models and one of a P1 and a P3 model. */
    public static ExperimentRequest requestOfEnsembles() {
        return RequestReader.read((YAML + """
                  ensembles:
                    - [rotation/full-adversarial, rotation/partial-adversarial]
                    - [none/full-adversarial, rotation/full-adversarial]
                """).getBytes(StandardCharsets.UTF_8));
    }

    /** The same with the transfer matrix. */
    public static ExperimentRequest requestOfTransfer() {
        return RequestReader.read((YAML + "  transfer: true\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * By subject, its scores on the examples of the others: on each it classifies the images correctly that withstand
     * its own attack, and 40 more for every position between the two subjects in the request.
     */
    public static Map<String, TransferScores> transfers() {
        List<String> subjects = List.copyOf(results().keySet());
        Map<String, TransferScores> transfers = new LinkedHashMap<>();
        results().forEach((subject, found) -> {
            int own = Accuracy.robust(found.scores()).right();
            Map<String, Map<String, List<Integer>>> sources = new LinkedHashMap<>();
            for (String source : subjects) {
                int distance = Math.abs(subjects.indexOf(source) - subjects.indexOf(subject));
                if (distance > 0) {
                    sources.put(source, Map.of("pgd-20", predictions(own + 40 * distance)));
                }
            }
            transfers.put(
                    subject,
                    new TransferScores(SchemaVersion.VERSION, found.scores().labels(), sources));
        });
        return transfers;
    }

    public static DatasetManifest dataset(List<String> classes) {
        return new DatasetManifest(
                SchemaVersion.VERSION,
                "fashion-mnist-mini",
                digest("data"),
                6_195_512,
                classes,
                1,
                32,
                32,
                5000,
                IMAGES);
    }

    public static ReportBuilder builder() {
        return builder(request());
    }

    public static ReportBuilder builder(ExperimentRequest request) {
        return new ReportBuilder("quickstart-0123456789", request, DATASET, true, Map.of(), ENVIRONMENT);
    }

    /** Results by subject; the accuracies are those of a plain PyTorch run of the recipe. */
    public static Map<String, SubjectResults> results() {
        Map<String, SubjectResults> results = new LinkedHashMap<>();
        results.put("none/full-standard", results("a", Optional.empty(), 816, 327, 327));
        results.put("none/full-adversarial", results("b", Optional.empty(), 757, 683, 683));
        results.put("rotation/partial-adversarial", results("c", Optional.of(pretrain()), 755, 652, 652));
        results.put("rotation/full-adversarial", results("d", Optional.of(pretrain()), 781, 714, 714));
        return results;
    }

    public static SubjectResults results(
            String name, Optional<ResultManifest> pretrain, int standard, int robust, int lastRobust) {
        return new SubjectResults(
                evaluation(name, scores(standard, Map.of("pgd-20", robust))),
                Optional.of(scores(standard, Map.of("pgd-20", lastRobust))),
                pretrain,
                manifest(name, Stage.FINETUNE, 60.25, 100_000, 2));
    }

    /** Results with one attack, made by one job. */
    public static SubjectEvaluation evaluation(String name, Scores scores) {
        int robust = Accuracy.under("pgd-20", scores).right();
        ResultManifest attack = attack(
                name + "-attack",
                8.5,
                20_000,
                19_000,
                Map.of(
                        "clean.attacked", 1000.0,
                        "clean.fooled", 0.0,
                        "clean.seconds", 0.25,
                        "pgd-20.attacked", 1000.0,
                        "pgd-20.fooled", 1000.0 - robust,
                        "pgd-20.seconds", 8.0));
        return new SubjectEvaluation(
                scores,
                manifest(name + "-evaluate", Stage.EVALUATE, 0.5, 2_000, 0),
                Map.of("pgd-20", List.of(attack)),
                Optional.empty(),
                List.of());
    }

    /** The job of an attack. */
    public static ResultManifest attack(
            String name, double seconds, double forward, double backward, Map<String, Double> suite) {
        Map<String, Double> metrics = new HashMap<>(suite);
        metrics.put("seconds", seconds);
        metrics.put("forwardPasses", forward);
        metrics.put("backwardPasses", backward);
        return manifest(name, Stage.ATTACK, metrics);
    }

    public static ResultManifest pretrain() {
        return manifest("rotation", Stage.PRETRAIN, 90, 150_000, 2);
    }

    public static ResultManifest manifest(String name, Stage stage, double seconds, double passes, double bestEpoch) {
        return manifest(name, stage, Map.of("seconds", seconds, "forwardPasses", passes, "bestEpoch", bestEpoch));
    }

    private static ResultManifest manifest(String name, Stage stage, Map<String, Double> metrics) {
        String fingerprint = digest(name + stage);
        return new ResultManifest(
                SchemaVersion.VERSION,
                fingerprint,
                stage,
                List.of(
                        new Artifact(fingerprint, "last.safetensors", digest(name + "last"), 312_000),
                        new Artifact(fingerprint, "model.safetensors", digest(name + "model"), 312_000)),
                metrics,
                CREATED,
                "worker-1");
    }

    /** Scores in which the first images of each attack, and of the clean set, are correct and the others wrong. */
    public static Scores scores(int standard, Map<String, Integer> attacks) {
        Map<String, List<Integer>> predictions = new LinkedHashMap<>();
        attacks.forEach((attack, right) -> predictions.put(attack, predictions(right)));
        List<Integer> labels =
                IntStream.range(0, IMAGES).mapToObj(SampleExperiment::label).toList();
        return new Scores(SchemaVersion.VERSION, labels, predictions(standard), predictions, Map.of());
    }

    public static List<Integer> predictions(int right) {
        return IntStream.range(0, IMAGES)
                .mapToObj(image -> scattered(image) < right ? label(image) : (label(image) + 1) % CLASSES.size())
                .toList();
    }

    /** A permutation of the images that mixes correct and wrong ones. */
    private static int scattered(int image) {
        return (image * 617 + 211) % IMAGES;
    }

    public static int label(int image) {
        return image % CLASSES.size();
    }

    public static Map<String, List<EpochRecord>> histories() {
        return Map.of(
                "none/full-standard", history(0.21, 0.31),
                "none/full-adversarial", history(0.58, 0.674),
                "rotation/partial-adversarial", history(0.61, 0.66),
                "rotation/full-adversarial", history(0.64, 0.71));
    }

    public static List<EpochRecord> history(double... robust) {
        return IntStream.range(0, robust.length)
                .mapToObj(i -> new EpochRecord(i + 1, Map.of("robustAccuracy", robust[i], "loss", 1.0 / (i + 1))))
                .toList();
    }

    /** The history of a fine-tuning that stopped because of catastrophic overfitting. */
    public static List<EpochRecord> collapsedHistory() {
        return List.of(
                new EpochRecord(1, Map.of("robustAccuracy", 0.4, "oneStepAccuracy", 0.5)),
                new EpochRecord(2, Map.of("robustAccuracy", 0.5, "oneStepAccuracy", 0.6)),
                new EpochRecord(3, Map.of("robustAccuracy", 0.03, "oneStepAccuracy", 0.91, "collapsed", 1.0)));
    }

    /** Six examples per subject: stripes as images, perturbed by the full radius. */
    public static Map<String, List<AdversarialExample>> examples() {
        Map<String, List<AdversarialExample>> examples = new LinkedHashMap<>();
        results().forEach((subject, results) -> {
            List<AdversarialExample> made = new ArrayList<>();
            for (int image = 0; image < 6; image++) {
                made.add(example(image, subject, results.scores()));
            }
            examples.put(subject, made);
        });
        return examples;
    }

    private static AdversarialExample example(int image, String subject, Scores scores) {
        float[] clean = new float[32 * 32];
        float[] adversarial = new float[32 * 32];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) (0.5 + 0.5 * Math.sin(i % 32 * (image + 1) / 5.0 + i / 128.0));
            int sign = (i * (31 + subject.length()) + i / 32 * 7) % 3 - 1;
            adversarial[i] = Math.max(0, Math.min(1, clean[i] + sign * 8 / 255f));
        }
        return new AdversarialExample(
                image,
                scores.labels().get(image),
                scores.clean().get(image),
                scores.attacks().get("pgd-20").get(image),
                new ImagePixels(1, 32, 32, clean),
                new ImagePixels(1, 32, 32, adversarial));
    }

    public static ReportDocument document() {
        return document(request(), results(), Map.of());
    }

    public static ReportDocument documentOfTransfer() {
        return document(requestOfTransfer(), results(), transfers());
    }

    static ReportDocument document(
            ExperimentRequest request, Map<String, SubjectResults> results, Map<String, TransferScores> transfers) {
        return new ReportDocument(
                builder(request).build(results, Map.of(), histories(), transfers),
                request,
                DATASET,
                histories(),
                examples());
    }

    /** Of 128 images. */
    public static GradientMaskingDiagnosis diagnosis(int oneStep, int iterative) {
        return GradientMaskingDiagnosis.builder(128)
                .clean(110)
                .noise(106)
                .oneStep(oneStep)
                .iterative(iterative)
                .margin(iterative - 2)
                .radii(List.of(
                        new AtRadius(4 / 255.0, (110 + iterative) / 2),
                        new AtRadius(8 / 255.0, iterative),
                        new AtRadius(16 / 255.0, iterative / 2),
                        new AtRadius(64 / 255.0, 1)))
                .build();
    }

    /** The same document with one row replaced. */
    public static ReportDocument withRow(ReportDocument document, int place, ReportRow row) {
        Report report = document.report();
        List<ReportRow> rows = new ArrayList<>(report.rows());
        rows.set(place, row);
        return new ReportDocument(
                with(report, Map.of("rows", rows)),
                document.request(),
                document.dataset(),
                document.histories(),
                document.examples());
    }

    /** The same report with other values of some fields. */
    public static Report with(Report report, Map<String, ?> fields) {
        ObjectNode json = Json.mapper().valueToTree(report);
        fields.forEach((name, value) -> json.set(name, Json.mapper().valueToTree(value)));
        return Json.mapper().convertValue(json, Report.class);
    }

    /** The same figures under another attack. */
    public static Report attackedBy(String attack) {
        String json = new String(Json.pretty(document().report()), StandardCharsets.UTF_8);
        return Json.read(json.replace("\"pgd-20\"", '"' + attack + '"').getBytes(StandardCharsets.UTF_8), Report.class);
    }

    private static String digest(String name) {
        return Json.sha256(name.getBytes(StandardCharsets.UTF_8));
    }
}
