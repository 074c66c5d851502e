package io.redoubt.cli.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.evaluate.WilsonInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metadata of a model card in the format of Hugging Face: YAML between two lines of hyphens, with the results in {@code
 * model-index}. It has no license, which only the owner of the model can choose.
 */
final class CardMetadata {

    private static final String LICENSE =
            "# Add the license that you choose before you publish the model, for example: license: apache-2.0\n";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final ReportedSubject subject;

    CardMetadata(ReportedSubject subject) {
        this.subject = subject;
    }

    /** Returns the lines from the first hyphens to the last ones. */
    String text() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("pipeline_tag", "image-classification");
        metadata.put("tags", tags());
        metadata.put("datasets", List.of(subject.report().dataset()));
        metadata.put("metrics", List.of("accuracy"));
        metadata.put("model-index", List.of(entry("name", subject.title(), "results", List.of(result()))));
        try {
            return "---\n" + LICENSE + YAML.writeValueAsString(metadata) + "---\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>(List.of("redoubt", "adversarial-robustness"));
        if (subject.members().stream().anyMatch(entry -> entry.training() == TrainingMode.ADVERSARIAL)) {
            tags.add("adversarial-training");
        }
        if (subject.members().stream().anyMatch(entry -> !entry.fromScratch())) {
            tags.add("self-supervised-pretraining");
        }
        return tags;
    }

    private Map<String, Object> result() {
        Report report = subject.report();
        Map<String, Object> dataset = entry("name", report.dataset(), "type", report.dataset(), "split", "test");
        if (report.provenance().get("dataset") instanceof Map<?, ?> digest) {
            dataset.put("args", entry("sha256", digest.get("sha256")));
        }
        return entry(
                "task",
                entry("type", "image-classification", "name", "Image classification"),
                "dataset",
                dataset,
                "metrics",
                metrics(subject.row()));
    }

    private List<Map<String, Object>> metrics(ReportRow row) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        metrics.add(accuracy(
                "Accuracy on clean images (TA)", row.standardAccuracy(), arguments(interval(row.standardAccuracy()))));
        Map<String, Object> worst = threat(row.confidence95());
        worst.put(
                "attacks",
                subject.request().evaluate().attacks().stream()
                        .map(AttackName::toString)
                        .toList());
        metrics.add(accuracy("Robust accuracy, worst case over all attacks (RA)", row.robustAccuracy(), worst));
        new TreeMap<>(row.attacks())
                .forEach((attack, share) ->
                        metrics.add(accuracy("Robust accuracy under " + attack, share, threat(interval(share)))));
        row.corruptions()
                .ifPresent(measured -> metrics.add(accuracy(
                        "Accuracy on corrupted images, mean over 15 families of corruptions",
                        measured.core(),
                        entry("images", subject.report().images()))));
        return metrics;
    }

    private List<Double> interval(double share) {
        int images = subject.report().images();
        return WilsonInterval.of95((int) Math.round(share * images), images).ends();
    }

    private Map<String, Object> threat(List<Double> interval) {
        Map<String, Object> arguments = arguments(interval);
        arguments.put("norm", subject.request().threat().norm());
        arguments.put("eps", subject.request().threat().eps().toString());
        return arguments;
    }

    private Map<String, Object> arguments(List<Double> interval) {
        return entry("images", subject.report().images(), "confidence95", interval);
    }

    private static Map<String, Object> accuracy(String name, double share, Map<String, Object> arguments) {
        return entry("type", "accuracy", "name", name, "value", share, "args", arguments);
    }

    private static Map<String, Object> entry(Object... namesAndValues) {
        Map<String, Object> entry = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entry.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return entry;
    }
}
