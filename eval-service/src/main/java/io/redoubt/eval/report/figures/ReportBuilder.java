package io.redoubt.eval.report.figures;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.InputRoles;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.FailedSubject;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.Scores;
import io.redoubt.api.report.TransferScores;
import io.redoubt.api.request.EnsembleEntry;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.FinetuneEntry;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AttackComparison;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.alarm.rule.AlarmRules;
import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.evaluate.CorruptionAccuracies;
import io.redoubt.data.ClassCounts;
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
 * Computes the figures of a report from the results of jobs.
 *
 * @param experiment id of the experiment
 * @param request the request
 * @param dataset the data set
 * @param mixed whether the classes of its test images are mixed, so that the first are a sample of all
 * @param failures why results are missing, by {@link InputRoles role}; empty if no job failed
 * @param environment where and when the report is created
 */
public record ReportBuilder(
        String experiment,
        ExperimentRequest request,
        DatasetManifest dataset,
        boolean mixed,
        Map<String, String> failures,
        Environment environment) {

    /**
     * Builds the report, with a row for each model and then for each ensemble, in the request's order. Subjects whose
     * scores are missing because of a failure have no row.
     *
     * @param results by subject
     * @param ensembles by subject
     * @param histories by subject, the epochs of its fine-tuning
     * @param transfers by subject, its predictions on the examples created for the others; ignored unless the request asks for transfer
     * @throws InvalidFieldException if a model or an ensemble has neither results nor a failure, a model has no history, a
     *     job lacks a metric, or subjects were evaluated on different images
     */
    public Report build(
            Map<String, SubjectResults> results,
            Map<String, EnsembleResults> ensembles,
            Map<String, List<EpochRecord>> histories,
            Map<String, TransferScores> transfers) {
        Map<String, ReportRow> rows = new LinkedHashMap<>();
        Map<String, AlarmInputs.Builder> inputs = new LinkedHashMap<>();
        List<FailedSubject> failed = new ArrayList<>();
        List<Integer> labels = labels(results, ensembles);
        for (FinetuneEntry entry : request.finetune()) {
            String subject = entry.subject();
            if (hasFailed(subject)) {
                failed.add(failed(subject, List.of(entry)));
                continue;
            }
            SubjectResults found = find(results, subject);
            requireImages(subject, found.scores(), labels);
            ReportRow row = row(entry, found);
            rows.put(subject, row);
            inputs.put(
                    subject,
                    inputs(row, found.evaluation())
                            .history(Require.present("histories." + subject, histories.get(subject)))
                            .jobs(concat(found.training(), found.evaluation().jobs())));
        }
        for (EnsembleEntry ensemble : request.evaluate().ensembles()) {
            String subject = ensemble.subject();
            if (hasFailed(subject)) {
                failed.add(failed(subject, request.members(ensemble)));
                continue;
            }
            EnsembleResults found = find(ensembles, subject);
            requireImages(subject, found.scores(), labels);
            ReportRow row = row(ensemble, found);
            rows.put(subject, row);
            inputs.put(
                    subject,
                    inputs(row, found.evaluation()).jobs(found.evaluation().jobs()));
        }
        Optional<TransferCounts> transfer = transfer(results, ensembles, transfers);
        transfer.ifPresent(counts -> inputs.forEach((subject, input) -> input.transfers(counts.examplesFor(subject))));
        List<Alarm> alarms = inputs.values().stream()
                .flatMap(input -> AlarmRules.check(input.build()).stream())
                .toList();
        return new Report(
                SchemaVersion.VERSION,
                experiment,
                dataset.name(),
                labels.size(),
                labels.size() < dataset.test()
                        ? ClassCounts.of(dataset.classes(), labels).counts()
                        : Map.of(),
                rows.values().stream().map(row -> marked(row, alarms)).toList(),
                failed,
                transfer.map(TransferCounts::transfer),
                concat(alarms.stream().map(Alarm::toString).toList(), MissingResults.alarms(rows.keySet(), failures)),
                Provenance.of(request, dataset, results, environment));
    }

    private AlarmInputs.Builder inputs(ReportRow row, SubjectEvaluation evaluation) {
        Scores scores = evaluation.scores();
        return AlarmInputs.builder(
                        row.subject(),
                        Accuracy.standard(scores).figures(),
                        new AttackComparison(request.evaluate().attacks(), scores, row.costs()),
                        new ClassNames(dataset.name(), dataset.classes()))
                .sample(mixed || scores.labels().size() == dataset.test())
                .row(row);
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static ReportRow marked(ReportRow row, List<Alarm> alarms) {
        boolean unreliable = alarms.stream()
                .anyMatch(alarm -> alarm.unreliable() && alarm.subject().equals(row.subject()));
        return row.toBuilder().unreliable(unreliable).build();
    }

    private Optional<TransferCounts> transfer(
            Map<String, SubjectResults> results,
            Map<String, EnsembleResults> ensembles,
            Map<String, TransferScores> transfers) {
        boolean incomplete = request.subjects().stream()
                .anyMatch(subject -> hasFailed(subject) || failures.containsKey(InputRoles.transfer(subject)));
        if (!request.evaluate().transfer() || incomplete) {
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

    private static List<Integer> labels(Map<String, SubjectResults> results, Map<String, EnsembleResults> ensembles) {
        return Stream.concat(
                        results.values().stream().map(SubjectResults::scores),
                        ensembles.values().stream().map(EnsembleResults::scores))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("results", "are empty; no subject was evaluated"))
                .labels();
    }

    private boolean hasFailed(String subject) {
        return failures.containsKey(InputRoles.scores(subject));
    }

    private FailedSubject failed(String subject, List<FinetuneEntry> models) {
        return new FailedSubject(subject, scenario(models), pretext(models), failures.get(InputRoles.scores(subject)));
    }

    private String scenario(List<FinetuneEntry> models) {
        return models.stream().map(request::scenario).distinct().collect(Collectors.joining(EnsembleEntry.SEPARATOR));
    }

    private String pretext(List<FinetuneEntry> models) {
        return models.stream().map(request::pretext).collect(Collectors.joining(EnsembleEntry.SEPARATOR));
    }

    private ReportRow row(FinetuneEntry entry, SubjectResults found) {
        return row(
                entry.subject(),
                List.of(entry),
                found.evaluation(),
                OptionalInt.of(found.bestEpoch()),
                lastRobustAccuracy(entry, found),
                found.cost());
    }

    private ReportRow row(EnsembleEntry ensemble, EnsembleResults found) {
        return row(
                ensemble.subject(),
                request.members(ensemble),
                found.evaluation(),
                OptionalInt.empty(),
                Optional.empty(),
                found.cost());
    }

    private ReportRow row(
            String subject,
            List<FinetuneEntry> models,
            SubjectEvaluation evaluation,
            OptionalInt bestEpoch,
            Optional<Double> lastRobustAccuracy,
            RowCost cost) {
        Scores scores = evaluation.scores();
        Accuracy robust = Accuracy.robust(scores);
        Map<String, Double> attacks = new TreeMap<>();
        scores.attacks()
                .keySet()
                .forEach(attack ->
                        attacks.put(attack, Accuracy.under(attack, scores).share()));
        return ReportRow.builder(subject, scenario(models), pretext(models))
                .standardAccuracy(Accuracy.standard(scores).share())
                .robustAccuracy(robust.share(), robust.confidence95().ends())
                .attacks(attacks)
                .bestEpoch(bestEpoch)
                .lastRobustAccuracy(lastRobustAccuracy)
                .work(cost.forwardPasses(), cost.seconds())
                .costs(AttackCosts.of(evaluation.attacks()))
                .diagnosis(evaluation.diagnosis())
                .corruptions(CorruptionAccuracies.of(evaluation.corruptions(), scores.labels()))
                .build();
    }

    /** If the last epoch is the best, its weights are the same; if it was not evaluated, there is no figure. */
    private static Optional<Double> lastRobustAccuracy(FinetuneEntry entry, SubjectResults found) {
        Optional<Scores> last = found.bestEpoch() == entry.recipe().epochs()
                ? found.lastScores().or(() -> Optional.of(found.scores()))
                : found.lastScores();
        return last.map(scores -> Accuracy.robust(scores).share());
    }

    private static <T> T find(Map<String, T> results, String subject) {
        return Require.present("results." + subject, results.get(subject));
    }

    private static void requireImages(String subject, Scores scores, List<Integer> labels) {
        if (!scores.labels().equals(labels)) {
            throw new InvalidFieldException(
                    "scores." + subject,
                    "has " + scores.labels().size() + " images, those of the first model have " + labels.size()
                            + (scores.labels().size() == labels.size() ? " with other labels" : "")
                            + "; all subjects of a report must be evaluated on the same images");
        }
    }
}
