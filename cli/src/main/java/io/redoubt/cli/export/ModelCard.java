package io.redoubt.cli.export;

import io.redoubt.api.Plural;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.request.EvaluationSettings;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.FinetuneEntry;
import io.redoubt.api.request.PretrainEntry;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.network.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A model card in Markdown, as Hugging Face shows it. All figures come from the report and its request. */
final class ModelCard {

    private static final String CITATION = """
            @inproceedings{chen2020adversarial,
              title     = {Adversarial Robustness: From Self-Supervised Pre-Training to Fine-Tuning},
              author    = {Chen, Tianlong and Liu, Sijia and Chang, Shiyu and Cheng, Yu and Amini, Lisa and Wang, Zhangyang},
              booktitle = {Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
              year      = {2020}
            }
            """;

    private final ReportedSubject subject;
    private final ModelDescription description;
    private final String usage;

    /**
     * @param description of the model, or of a member of the ensemble
     * @param usage how to load the files, in Markdown
     */
    ModelCard(ReportedSubject subject, ModelDescription description, String usage) {
        this.subject = subject;
        this.description = description;
        this.usage = usage;
    }

    /** Returns the whole card. */
    String text() {
        return new CardMetadata(subject).text()
                + section("# " + subject.title(), summary())
                + section("## Results", results())
                + section("## Evaluation", list(evaluation()))
                + section("## Training", list(training()))
                + section("## Limitations", list(limitations()))
                + section("## Use", usage)
                + section(
                        "## Reproduce",
                        "The complete request, for `redoubt run`:\n\n"
                                + code("json", CompleteRequest.text(subject.request())))
                + section("## Provenance", list(provenance()))
                + section("## Citation", "The method is that of\n\n" + code("bibtex", CITATION));
    }

    private String summary() {
        int members = subject.members().size();
        String network = Networks.STANDARD.publishedName(subject.request().model());
        return (members > 1 ? "An ensemble of " + Plural.of(members, network) : "A " + network)
                + ", trained with Redoubt on `" + subject.report().dataset()
                + "` to withstand adversarial perturbations. "
                + "Classes, in the order of the outputs: " + String.join(", ", description.classes()) + ".\n";
    }

    private String results() {
        ReportRow row = subject.row();
        StringBuilder table = new StringBuilder("| test images | accuracy |\n|---|--:|\n");
        line(table, "clean (TA)", row.standardAccuracy(), List.of());
        line(table, "worst case over all attacks (RA)", row.robustAccuracy(), row.confidence95());
        new TreeMap<>(row.attacks()).forEach((attack, share) -> line(table, "under " + attack, share, List.of()));
        row.corruptions()
                .map(CorruptionAccuracy::core)
                .ifPresent(share -> line(table, "corrupted, mean over 15 families", share, List.of()));
        return table.toString();
    }

    private static void line(StringBuilder table, String images, double share, List<Double> interval) {
        table.append("| ").append(images).append(" | ").append(percent(share));
        if (interval.size() == 2) {
            table.append(" (95 % interval ").append(percent(interval.get(0))).append(" to ");
            table.append(percent(interval.get(1))).append(')');
        }
        table.append(" |\n");
    }

    private List<String> evaluation() {
        ExperimentRequest request = subject.request();
        EvaluationSettings settings = request.evaluate();
        List<String> lines = new ArrayList<>();
        lines.add("Test images of `" + subject.report().dataset() + "`: "
                + subject.report().images());
        lines.add("Perturbations: norm " + request.threat().norm() + ", radius "
                + request.threat().eps() + ", of pixel values in [0,1]");
        lines.add("Attacks: "
                + String.join(
                        ", ", settings.attacks().stream().map(Object::toString).toList()) + "; step of PGD "
                + settings.step());
        lines.add("An image counts as robust if no attack changes its class to a wrong one");
        return lines;
    }

    private List<String> training() {
        List<String> lines = new ArrayList<>();
        lines.add("Seed: " + subject.request().seed());
        for (FinetuneEntry entry : subject.members()) {
            lines.add("`" + entry.subject() + "` (scenario " + subject.request().scenario(entry) + "): "
                    + subject.request()
                            .pretraining(entry)
                            .map(ModelCard::pretraining)
                            .orElse("no pretraining")
                    + "; " + entry.scope().wireName() + " " + entry.training().wireName() + " fine-tuning, "
                    + Plural.of(entry.recipe().epochs(), "epoch"));
        }
        if (subject.row().bestEpoch().isPresent()) {
            lines.add("The weights are those of epoch "
                    + subject.row().bestEpoch().getAsInt() + ", selected on held-out training images");
        }
        return lines;
    }

    private static String pretraining(PretrainEntry run) {
        return run.training().wireName() + " pretraining on the pretext task "
                + run.task().name() + ", " + Plural.of(run.recipe().epochs(), "epoch");
    }

    private List<String> limitations() {
        Report report = subject.report();
        List<String> lines = new ArrayList<>();
        lines.add("The robust accuracy holds for the perturbations and attacks above; a stronger attack can lower it");
        if (!report.imagesPerClass().isEmpty()) {
            lines.add("Only a part of the test images was evaluated: " + report.images());
        }
        if (subject.row().diagnosis().isEmpty()) {
            lines.add("The model was not checked for masked gradients");
        }
        if (subject.row().unreliable()) {
            lines.add("An alarm puts the robust accuracy in doubt");
        }
        report.alarms().forEach(alarm -> lines.add("Alarm of the report: " + alarm));
        return lines;
    }

    private List<String> provenance() {
        Map<String, Object> provenance = subject.report().provenance();
        List<String> lines = new ArrayList<>();
        lines.add("Experiment `" + subject.report().experiment() + "`, report of " + provenance.get("created"));
        if (provenance.get("dataset") instanceof Map<?, ?> dataset) {
            lines.add("Data set `" + dataset.get("name") + "`, SHA-256 `" + dataset.get("sha256") + "`");
        }
        if (provenance.get("models") instanceof Map<?, ?> models) {
            for (FinetuneEntry entry : subject.members()) {
                if (models.get(entry.subject()) instanceof Map<?, ?> model) {
                    lines.add("Model `" + entry.subject() + "`, job `" + model.get("job") + "`");
                }
            }
        }
        if (provenance.get("software") instanceof Map<?, ?> software) {
            lines.add("Software: "
                    + String.join(
                            ", ",
                            software.entrySet().stream()
                                    .map(version -> version.getKey() + " " + version.getValue())
                                    .toList()));
        }
        return lines;
    }

    private static String section(String heading, String text) {
        return "\n" + heading + "\n\n" + text.stripTrailing() + "\n";
    }

    private static String list(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append("- ").append(line).append(".\n"));
        return text.toString();
    }

    static String code(String language, String text) {
        return "```" + language + "\n" + text.stripTrailing() + "\n```\n";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
