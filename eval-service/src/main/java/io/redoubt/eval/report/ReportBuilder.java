package io.redoubt.eval.report;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.Scores;
import io.redoubt.api.report.TransferScores;
import io.redoubt.api.request.EnsembleEntry;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.FinetuneEntry;
import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.evaluate.Alarm;
import io.redoubt.core.evaluate.AttackAlarms;
import io.redoubt.core.evaluate.CorruptionAccuracies;
import io.redoubt.core.evaluate.GradientMaskingAlarms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the figures of a report from what the jobs left behind.
 *
 * @param experiment id of the experiment
 * @param request what was asked for
 * @param dataset the data set
 * @param environment where and when the report is made
 */
public record ReportBuilder(
        String experiment, ExperimentRequest request, DatasetManifest dataset, Environment environment) {

    /**
     * The report, one row for each model and then for each ensemble in the request's order.
     *
     * @param results by subject
     * @param ensembles by subject
     * @param histories by subject, the epochs of its fine-tuning
     * @param transfers by subject, its scores on the examples made for the others; not used unless the request asks for them
     * @throws InvalidFieldException if a model or an ensemble has no results or a model no history, a job lacks a metric, or subjects
     *     were judged on different images
     */
    public Report build(
            Map<String, SubjectResults> results,
            Map<String, EnsembleResults> ensembles,
            Map<String, List<EpochRecord>> histories,
            Map<String, TransferScores> transfers) {
        List<ReportRow> rows = new ArrayList<>();
        List<Alarm> alarms = new ArrayList<>();
        int images = find(results, request.finetune().get(0).subject())
                .scores()
                .labels()
                .size();
        for (FinetuneEntry entry : request.finetune()) {
            SubjectResults found = find(results, entry.subject());
            requireImages(entry.subject(), found.scores(), images);
            ReportRow row = row(entry, found);
            rows.add(row);
            alarms.addAll(alarms(
                    row,
                    found.judged(),
                    Require.present("histories." + entry.subject(), histories.get(entry.subject()))));
            CheckpointAlarms.of(
                            entry.subject(), Stream.concat(found.training().stream(), found.judged().jobs().stream()))
                    .forEach(alarms::add);
        }
        for (EnsembleEntry ensemble : request.evaluate().ensembles()) {
            EnsembleResults found = find(ensembles, ensemble.subject());
            requireImages(ensemble.subject(), found.scores(), images);
            ReportRow row = row(ensemble, found);
            rows.add(row);
            alarms.addAll(alarms(row, found.judged(), List.of()));
            CheckpointAlarms.of(ensemble.subject(), found.judged().jobs().stream())
                    .forEach(alarms::add);
        }
        Optional<TransferCounts> transfer = transfer(results, ensembles, transfers);
        transfer.map(TransferAlarms::of).ifPresent(alarms::addAll);
        return new Report(
                SchemaVersion.VERSION,
                experiment,
                dataset.name(),
                images,
                rows.stream().map(row -> doubted(row, alarms)).toList(),
                transfer.map(TransferCounts::transfer),
                alarms.stream().map(Alarm::toString).toList(),
                Provenance.of(request, dataset, results, environment));
    }

    private List<Alarm> alarms(ReportRow row, SubjectEvaluation judged, List<EpochRecord> history) {
        Accuracy standard = Accuracy.standard(judged.scores());
        List<Alarm> alarms =
                new ArrayList<>(ReportAlarms.of(row, standard, dataset.classes().size(), history));
        alarms.addAll(AttackAlarms.of(row.subject(), request.evaluate().attacks(), judged.scores(), row.costs()));
        row.diagnosis().stream()
                .flatMap(diagnosis -> GradientMaskingAlarms.of(diagnosis).stream())
                .forEach(text -> alarms.add(Alarm.unreliable(row.subject(), text)));
        return alarms;
    }

    private static ReportRow doubted(ReportRow row, List<Alarm> alarms) {
        boolean unreliable = alarms.stream()
                .anyMatch(alarm -> alarm.unreliable() && alarm.subject().equals(row.subject()));
        return unreliable ? row.doubted() : row;
    }

    private Optional<TransferCounts> transfer(
            Map<String, SubjectResults> results,
            Map<String, EnsembleResults> ensembles,
            Map<String, TransferScores> transfers) {
        if (!request.evaluate().transfer()) {
            return Optional.empty();
        }
        Map<String, Scores> own = new LinkedHashMap<>();
        request.finetune()
                .forEach(entry ->
                        own.put(entry.subject(), results.get(entry.subject()).scores()));
        request.evaluate()
                .ensembles()
                .forEach(ensemble -> own.put(
                        ensemble.subject(), ensembles.get(ensemble.subject()).scores()));
        return Optional.of(TransferCounts.of(own, transfers));
    }

    private ReportRow row(FinetuneEntry entry, SubjectResults found) {
        return row(
                entry.subject(),
                List.of(entry),
                found.judged(),
                OptionalInt.of(found.bestEpoch()),
                lastRobustAccuracy(entry, found),
                found.cost());
    }

    private ReportRow row(EnsembleEntry ensemble, EnsembleResults found) {
        return row(
                ensemble.subject(),
                request.members(ensemble),
                found.judged(),
                OptionalInt.empty(),
                Optional.empty(),
                found.cost());
    }

    private ReportRow row(
            String subject,
            List<FinetuneEntry> models,
            SubjectEvaluation judged,
            OptionalInt bestEpoch,
            Optional<Double> lastRobustAccuracy,
            RowCost cost) {
        Scores scores = judged.scores();
        Accuracy robust = Accuracy.robust(scores);
        Map<String, Double> attacks = new TreeMap<>();
        scores.attacks()
                .keySet()
                .forEach(attack ->
                        attacks.put(attack, Accuracy.under(attack, scores).share()));
        return new ReportRow(
                subject,
                models.stream().map(request::scenario).distinct().collect(Collectors.joining(EnsembleEntry.SEPARATOR)),
                models.stream().map(request::pretext).collect(Collectors.joining(EnsembleEntry.SEPARATOR)),
                Accuracy.standard(scores).share(),
                robust.share(),
                robust.confidence95().ends(),
                attacks,
                bestEpoch,
                lastRobustAccuracy,
                cost.forwardPasses(),
                cost.seconds(),
                AttackCosts.of(judged.attacks()),
                judged.diagnosis(),
                CorruptionAccuracies.of(judged.corruptions(), scores.labels()),
                false);
    }

    /** Where the last epoch is the best its weights are the same; where it was not judged, there is no figure. */
    private static Optional<Double> lastRobustAccuracy(FinetuneEntry entry, SubjectResults found) {
        Optional<Scores> last = found.bestEpoch() == entry.recipe().epochs()
                ? found.lastScores().or(() -> Optional.of(found.scores()))
                : found.lastScores();
        return last.map(scores -> Accuracy.robust(scores).share());
    }

    private static <T> T find(Map<String, T> results, String subject) {
        return Require.present("results." + subject, results.get(subject));
    }

    private static void requireImages(String subject, Scores scores, int images) {
        if (scores.labels().size() != images) {
            throw new InvalidFieldException(
                    "scores." + subject,
                    "has " + scores.labels().size() + " images, the first model " + images
                            + "; all subjects of a report are judged on the same images");
        }
    }
}
