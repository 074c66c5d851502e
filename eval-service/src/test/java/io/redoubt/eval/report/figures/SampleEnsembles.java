package io.redoubt.eval.report.figures;

import io.redoubt.api.job.Stage;
import io.redoubt.api.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sample experiment with an ensemble of both P3 models and one of a P1 and a P3 model. */
public final class SampleEnsembles {

    public static final String P3 = "rotation/full-adversarial+rotation/partial-adversarial";
    public static final String MIXED = "none/full-adversarial+rotation/full-adversarial";

    static final ReportBuilder BUILDER = SampleExperiment.builder(SampleExperiment.requestOfEnsembles());

    private SampleEnsembles() {}

    public static ReportDocument document() {
        return document(SampleExperiment.DATASET.name());
    }

    /** The same report on a data set of another name. */
    public static ReportDocument document(String dataset) {
        return new ReportDocument(
                SampleExperiment.with(report(), Map.of("dataset", dataset)),
                BUILDER.request(),
                BUILDER.dataset(),
                SampleExperiment.histories(),
                Map.of());
    }

    static Report report() {
        return BUILDER.build(SampleExperiment.results(), results(), SampleExperiment.histories(), Map.of());
    }

    static Map<String, EnsembleResults> results() {
        Map<String, SubjectResults> models = SampleExperiment.results();
        Map<String, EnsembleResults> ensembles = new LinkedHashMap<>();
        ensembles.put(
                P3,
                results(790, 730, models.get("rotation/full-adversarial"), models.get("rotation/partial-adversarial")));
        ensembles.put(
                MIXED, results(800, 740, models.get("none/full-adversarial"), models.get("rotation/full-adversarial")));
        return ensembles;
    }

    private static EnsembleResults results(int standard, int robust, SubjectResults... members) {
        return new EnsembleResults(
                new SubjectEvaluation(
                        SampleExperiment.scores(standard, Map.of("pgd-20", robust)),
                        SampleExperiment.manifest("ensemble", Stage.EVALUATE, 1, 4_000, 0),
                        Map.of("pgd-20", List.of(SampleExperiment.manifest("ensemble", Stage.ATTACK, 17, 40_000, 0))),
                        Optional.empty(),
                        List.of()),
                Stream.of(members).flatMap(member -> member.training().stream()).toList());
    }
}
