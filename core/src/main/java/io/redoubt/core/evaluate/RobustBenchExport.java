package io.redoubt.core.evaluate;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.EvaluatedAttack;
import io.redoubt.api.report.EvaluatedModel;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.RobustBenchEntry;
import io.redoubt.api.report.RobustBenchFigures;
import io.redoubt.api.report.RobustBenchNames;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.core.model.network.Networks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Describes models in the format of RobustBench (Croce et al. 2021), for comparison with its leaderboard and for submission.
 *
 * @param dataset name of the data set
 * @param testImages number of its test images
 * @param images number of evaluated test images, from the first in the order of the data set
 * @param threat the perturbation set
 */
public record RobustBenchExport(String dataset, int testImages, int images, Threat threat) {

    private static final String PLUS = " + ";

    /** Returns the entries of a report by subject, in the order of its rows. */
    public static Map<String, RobustBenchEntry> entries(
            Report report, ExperimentRequest request, DatasetManifest dataset) {
        RobustBenchExport export =
                new RobustBenchExport(report.dataset(), dataset.test(), report.images(), request.threat());
        Map<String, RobustBenchEntry> entries = new LinkedHashMap<>();
        report.rows().forEach(row -> entries.put(row.subject(), export.entry(report.experiment(), row, request)));
        return entries;
    }

    private RobustBenchEntry entry(String experiment, ReportRow row, ExperimentRequest request) {
        ModelSpec model = request.model();
        String architecture = Networks.STANDARD.publishedName(model);
        int networks = request.evaluate().ensembles().stream()
                .filter(ensemble -> ensemble.subject().equals(row.subject()))
                .findFirst()
                .map(ensemble -> ensemble.members().size())
                .orElse(1);
        return RobustBenchEntry.builder(experiment + ": " + row.subject())
                .architecture(String.join(PLUS, Collections.nCopies(networks, architecture)), networks)
                .dataset(RobustBenchNames.dataset(dataset))
                .eps(threat.eps().toString())
                .cleanAcc(percent(row.standardAccuracy()))
                .reported(percent(row.robustAccuracy()))
                .autoattackAcc(autoattack(Optional.ofNullable(row.attacks().get(AttackName.AUTOATTACK))))
                .corruptionsAcc(row.corruptions().map(accuracy -> percent(accuracy.core())))
                .unreliable(row.unreliable())
                .footnote(footnote())
                .build();
    }

    /** The figures of a model that was evaluated outside of an experiment. */
    RobustBenchFigures figures(List<EvaluatedModel> models, AccuracyFigures clean, List<EvaluatedAttack> attacks) {
        return new RobustBenchFigures(
                percent(clean.accuracy()),
                autoattack(attacks.stream()
                        .filter(attack -> attack.attack().toString().equals(AttackName.AUTOATTACK))
                        .map(attack -> attack.examples().accuracy().accuracy())
                        .findFirst()),
                threat.eps().toString(),
                RobustBenchNames.norm(threat),
                RobustBenchNames.dataset(dataset),
                architecture(models),
                footnote());
    }

    /** The names of the networks in publications, such as {@code PreActResNet-18}, joined by {@code +}. */
    public static String architecture(List<EvaluatedModel> models) {
        return models.stream().map(RobustBenchExport::publishedName).collect(Collectors.joining(PLUS));
    }

    private static String publishedName(EvaluatedModel model) {
        return model.depth().isPresent() && model.width().isPresent()
                ? Networks.STANDARD.publishedName(
                        model.architecture(),
                        model.depth().getAsInt(),
                        model.width().getAsInt())
                : "TorchScript";
    }

    private Optional<String> autoattack(Optional<Double> accuracy) {
        return accuracy.filter(known -> images == testImages).map(RobustBenchExport::percent);
    }

    private Optional<String> footnote() {
        return images == testImages
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "on the first %,d of %,d test images", images, testImages));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
