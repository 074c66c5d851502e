package io.redoubt.eval.report;

import com.fasterxml.jackson.core.type.TypeReference;
import io.redoubt.api.Json;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.job.ImageShard;
import io.redoubt.api.job.InputRoles;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.Scores;
import io.redoubt.api.report.TransferScores;
import io.redoubt.api.request.EnsembleEntry;
import io.redoubt.api.request.FinetuneEntry;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageSet;
import io.redoubt.eval.report.figures.AdversarialExample;
import io.redoubt.eval.report.figures.EnsembleResults;
import io.redoubt.eval.report.figures.ExampleImages;
import io.redoubt.eval.report.figures.SubjectEvaluation;
import io.redoubt.eval.report.figures.SubjectResults;
import io.redoubt.pipeline.job.JobContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the results of the jobs of an experiment.
 *
 * @param spec the report to create
 * @param context the job's inputs
 */
record ReportInputs(ReportSpec spec, JobContext context) {

    private static final int MOST_EXAMPLES = 6;

    /** By subject, the results that the figures are computed from. Those of failed jobs are missing here and below. */
    Map<String, SubjectResults> results() throws IOException {
        Map<String, SubjectResults> results = new LinkedHashMap<>();
        for (FinetuneEntry entry : spec.request().finetune()) {
            if (isEvaluated(entry.subject())) {
                results.put(entry.subject(), results(entry));
            }
        }
        return results;
    }

    /** Whether a subject has scores; without a failure, it must have them. */
    private boolean isEvaluated(String subject) {
        return !spec.failures().containsKey(InputRoles.scores(subject));
    }

    private SubjectResults results(FinetuneEntry entry) throws IOException {
        String subject = entry.subject();
        String last = InputRoles.lastScores(subject);
        Optional<Scores> lastScores = roles().contains(last) ? Optional.of(scores(last)) : Optional.empty();
        return new SubjectResults(
                evaluation(subject), lastScores, pretraining(entry), context.producer(InputRoles.finetuned(subject)));
    }

    private Optional<ResultManifest> pretraining(FinetuneEntry entry) {
        return spec.request().pretraining(entry).map(run -> context.producer(InputRoles.pretrained(run.id())));
    }

    /** By subject, the results of the ensembles. */
    Map<String, EnsembleResults> ensembles() throws IOException {
        Map<String, EnsembleResults> ensembles = new LinkedHashMap<>();
        for (EnsembleEntry ensemble : spec.request().evaluate().ensembles()) {
            String subject = ensemble.subject();
            if (isEvaluated(subject)) {
                ensembles.put(subject, new EnsembleResults(evaluation(subject), training(ensemble)));
            }
        }
        return ensembles;
    }

    /** The jobs that trained the members, which may have no scores of their own. */
    private List<ResultManifest> training(EnsembleEntry ensemble) {
        return spec.request().members(ensemble).stream()
                .flatMap(member -> Stream.concat(
                        pretraining(member).stream(),
                        Stream.of(context.producer(InputRoles.finetuned(member.subject())))))
                .toList();
    }

    /** By subject, its scores on the examples made for the others; empty if not requested. */
    Map<String, TransferScores> transfers() throws IOException {
        Map<String, TransferScores> transfers = new LinkedHashMap<>();
        if (spec.request().evaluate().transfer()) {
            for (String subject : spec.request().subjects()) {
                if (!spec.failures().containsKey(InputRoles.transfer(subject))) {
                    transfers.put(subject, read(InputRoles.transfer(subject), TransferScores.class));
                }
            }
        }
        return transfers;
    }

    private SubjectEvaluation evaluation(String subject) throws IOException {
        Map<String, List<ResultManifest>> attacks = new LinkedHashMap<>();
        for (AttackName attack : spec.request().evaluate().attacks()) {
            attacks.put(
                    attack.toString(),
                    InputRoles.examples(roles(), subject, attack).stream()
                            .map(shard -> context.producer(shard.role()))
                            .toList());
        }
        String diagnosis = InputRoles.diagnosis(subject);
        List<CorruptionScores> corruptions = new ArrayList<>();
        boolean incomplete =
                spec.failures().keySet().stream().anyMatch(role -> InputRoles.isCorruptions(role, subject));
        for (ImageShard shard : incomplete ? List.<ImageShard>of() : InputRoles.corruptions(roles(), subject)) {
            corruptions.add(read(shard.role(), CorruptionScores.class));
        }
        return new SubjectEvaluation(
                scores(InputRoles.scores(subject)),
                context.producer(InputRoles.scores(subject)),
                attacks,
                roles().contains(diagnosis)
                        ? Optional.of(read(diagnosis, GradientMaskingDiagnosis.class))
                        : Optional.empty(),
                corruptions);
    }

    private Scores scores(String role) throws IOException {
        return read(role, Scores.class);
    }

    private <T> T read(String role, Class<T> type) throws IOException {
        return Json.read(Files.readAllBytes(context.input(role)), type);
    }

    /** By subject, the history of its fine-tuning. */
    Map<String, List<EpochRecord>> histories() throws IOException {
        Map<String, List<EpochRecord>> histories = new LinkedHashMap<>();
        for (FinetuneEntry entry : spec.request().finetune()) {
            if (!isEvaluated(entry.subject())) {
                continue;
            }
            Path history = context.input(InputRoles.history(entry.subject()));
            histories.put(
                    entry.subject(),
                    Json.mapper().readValue(Files.readAllBytes(history), new TypeReference<List<EpochRecord>>() {}));
        }
        return histories;
    }

    /** By subject, examples from the first shard of the first attack, with the same images for all subjects. */
    Map<String, List<AdversarialExample>> examples(Report report) throws IOException {
        AttackName attack = spec.request().evaluate().attacks().get(0);
        ExampleImages images = new ExampleImages(testImages(), attack.toString());
        Map<String, List<AdversarialExample>> examples = new LinkedHashMap<>();
        for (ReportRow row : report.rows()) {
            List<ImageShard> shards = InputRoles.examples(roles(), row.subject(), attack);
            if (!shards.isEmpty()) {
                ImageShard first = shards.get(0);
                examples.put(
                        row.subject(),
                        images.read(
                                images.firstOfEachClass(first.range(), MOST_EXAMPLES),
                                AdversarialExamples.read(context.input(first.role()), first.range()),
                                scores(InputRoles.scores(row.subject()))));
            }
        }
        return examples;
    }

    /** All test images of the data set. */
    ImageSet testImages() throws IOException {
        return DatasetFile.read(context.dataset(spec.dataset())).test();
    }

    private Set<String> roles() {
        return context.job().inputs().keySet();
    }
}
