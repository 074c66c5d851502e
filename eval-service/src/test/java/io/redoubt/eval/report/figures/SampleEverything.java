package io.redoubt.eval.report.figures;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.TransferScores;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.core.corruption.Corruptions;
import io.redoubt.core.evaluate.Accuracy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The sample experiment with all optional parts except ensembles: two attacks, transfer, checks and corruptions. */
public final class SampleEverything {
    private SampleEverything() {}

    public static ReportDocument document() {
        ExperimentRequest request =
                RequestReader.read((SampleExperiment.YAML.replace("[pgd-20]", "[pgd-20, autoattack]")
                                + "  transfer: true\n  corruptions: true\n")
                        .getBytes(StandardCharsets.UTF_8));
        Map<String, SubjectResults> results = new LinkedHashMap<>();
        SampleExperiment.results()
                .forEach((subject, found) -> results.put(
                        subject,
                        new SubjectResults(
                                evaluation(results.size(), found),
                                found.lastScores(),
                                found.pretrain(),
                                found.finetune())));
        Map<String, TransferScores> transfers = new LinkedHashMap<>();
        SampleExperiment.transfers().forEach((subject, scores) -> {
            Map<String, Map<String, List<Integer>>> sources = new LinkedHashMap<>();
            scores.sources()
                    .forEach((source, attacks) -> sources.put(
                            source, Map.of("pgd-20", attacks.get("pgd-20"), "autoattack", attacks.get("pgd-20"))));
            transfers.put(subject, new TransferScores(SchemaVersion.VERSION, scores.labels(), sources));
        });
        return SampleExperiment.document(request, results, transfers);
    }

    /** AutoAttack fools 30 images more than PGD-20. */
    private static SubjectEvaluation evaluation(int place, SubjectResults found) {
        int standard = Accuracy.standard(found.scores()).right();
        int pgd = Accuracy.under("pgd-20", found.scores()).right();
        int auto = pgd - 30;
        Map<String, Double> suite = new HashMap<>();
        figures(suite, "clean", SampleExperiment.IMAGES, SampleExperiment.IMAGES - standard, 0.25);
        figures(suite, "apgd-ce", standard, standard - pgd, 61.5);
        figures(suite, "apgd-t", pgd, pgd - auto, 128.25);
        figures(suite, "fab-t", auto, 0, 190);
        figures(suite, "square", auto, 0, 900.5);
        Map<String, List<ResultManifest>> attacks = new LinkedHashMap<>(
                SampleExperiment.evaluation("d" + place, found.scores()).attacks());
        attacks.put("autoattack", List.of(SampleExperiment.attack("auto" + place, 1280.5, 800_000, 300_000, suite)));
        return new SubjectEvaluation(
                SampleExperiment.scores(standard, Map.of("pgd-20", pgd, "autoattack", auto)),
                found.evaluation().evaluation(),
                attacks,
                Optional.of(SampleExperiment.diagnosis(70 + 10 * place, 34 + 10 * place)),
                List.of(corruptions(standard)));
    }

    private static void figures(Map<String, Double> metrics, String attack, int attacked, int fooled, double seconds) {
        metrics.put(attack + ".attacked", (double) attacked);
        metrics.put(attack + ".fooled", (double) fooled);
        metrics.put(attack + ".seconds", seconds);
    }

    /** Accuracy falls from family to family and with severity. */
    private static CorruptionScores corruptions(int standard) {
        Map<String, List<List<Integer>>> families = new LinkedHashMap<>();
        for (String family : Corruptions.names()) {
            int place = families.size();
            families.put(
                    family,
                    IntStream.rangeClosed(1, 5)
                            .mapToObj(severity ->
                                    SampleExperiment.predictions(standard - severity * (10 + 3 * (place * 7 % 19))))
                            .toList());
        }
        return new CorruptionScores(
                SchemaVersion.VERSION,
                0,
                SampleExperiment.scores(standard, Map.of()).labels(),
                families);
    }
}
