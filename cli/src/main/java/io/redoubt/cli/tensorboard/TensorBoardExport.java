package io.redoubt.cli.tensorboard;

import com.fasterxml.jackson.core.type.TypeReference;
import io.redoubt.api.Json;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.cli.client.EventQuery;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.pipeline.artifact.Results;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the curves of an experiment as TensorBoard event files: a run {@code <experiment>/<job>} per training job, with one
 * step per epoch, and a run {@code <experiment>/report/<subject>} per row of the report.
 */
public final class TensorBoardExport {

    private final ExperimentClient client;
    private final ObjectStore store;
    private final Path folder;

    /** @param folder the log directory of TensorBoard */
    public TensorBoardExport(ExperimentClient client, ObjectStore store, Path folder) {
        this.client = client;
        this.store = store;
        this.folder = folder;
    }

    /**
     * Writes all runs.
     *
     * @param follow whether to write curves as jobs run, until the experiment ends
     * @return the folder of the experiment
     * @throws io.redoubt.api.event.UnknownExperimentException if there is no such experiment
     */
    public Path write(String experiment, boolean follow) throws IOException {
        Path runs = folder.resolve(experiment);
        ExperimentStatus status;
        Set<String> written;
        try (CurveFiles curves = new CurveFiles(runs)) {
            EventQuery query = new EventQuery(Optional.empty(), Instant.EPOCH, follow);
            status = client.events(experiment, query, curves::accept);
            written = curves.jobs();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (JobStatus job : status.jobs()) {
            if (isTrained(job) && !written.contains(job.node())) {
                writeStoredHistory(runs, job);
            }
        }
        Optional<Report> report = client.report(experiment);
        if (report.isPresent()) {
            writeReport(runs.resolve("report"), report.get());
        }
        return runs;
    }

    private static boolean isTrained(JobStatus job) {
        return (job.stage() == Stage.PRETRAIN || job.stage() == Stage.FINETUNE) && job.state() == JobState.SUCCEEDED;
    }

    /** The events of a job are removed some time after its experiment has ended. The history does not have the times. */
    private void writeStoredHistory(Path runs, JobStatus job) throws IOException {
        Optional<ResultManifest> result = new Results(store).intact(job.fingerprint());
        Optional<StoredObject> history =
                result.flatMap(manifest -> store.get(StoreKeys.resultPart(manifest.part(ResultFileNames.HISTORY))));
        if (history.isEmpty()) {
            return;
        }
        List<EpochRecord> epochs = Json.mapper().readValue(history.get().content(), new TypeReference<>() {});
        try (EventFile file = new EventFile(runs, job.node())) {
            for (EpochRecord epoch : epochs) {
                file.add(result.get().finished(), epoch.epoch(), new TreeMap<>(epoch.metrics()));
            }
        }
    }

    private static void writeReport(Path runs, Report report) throws IOException {
        Instant created = Optional.ofNullable(report.provenance().get("created"))
                .map(text -> Instant.parse(text.toString()))
                .orElse(Instant.EPOCH);
        for (ReportRow row : report.rows()) {
            Map<String, Double> values = new TreeMap<>();
            values.put("standardAccuracy", row.standardAccuracy());
            values.put("robustAccuracy", row.robustAccuracy());
            if (row.confidence95().size() == 2) {
                values.put("robustAccuracyLow", row.confidence95().get(0));
                values.put("robustAccuracyHigh", row.confidence95().get(1));
            }
            row.attacks().forEach((attack, share) -> values.put("attack/" + attack, share));
            row.corruptions().ifPresent(measured -> values.put("corruptionAccuracy", measured.core()));
            try (EventFile file = new EventFile(runs, row.subject())) {
                file.add(created, row.bestEpoch().orElse(0), values);
            }
        }
    }
}
