package io.redoubt.experiment.overview;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.Report;
import io.redoubt.experiment.cache.BoundedMap;
import io.redoubt.experiment.plan.PlanNode;
import io.redoubt.experiment.view.JobHistories;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreException;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads the results of experiments: those of the report, and until it is written those of the finished evaluations. */
@ApplicationScoped
public class ExperimentResults {

    private static final Logger LOG = Logger.getLogger(ExperimentResults.class);
    private static final int MAX_CACHED = 1_000;
    private static final String EVALUATE = "evaluate/";

    private final ObjectStore store;
    private final JobHistories histories;

    /** By experiment and fingerprint of the report job: another run writes another report. */
    private final Map<String, ResultOverview> cache = BoundedMap.byUse(MAX_CACHED);

    ExperimentResults(ObjectStore store, JobHistories histories) {
        this.store = store;
        this.histories = histories;
    }

    /** Returns the results so far. A report that cannot be read counts as one that is not written yet. */
    public ResultOverview of(ExperimentStatus status) {
        return reportJob(status).flatMap(job -> reported(status, job)).orElseGet(() -> partial(status));
    }

    private static Optional<JobStatus> reportJob(ExperimentStatus status) {
        return status.jobs().stream()
                .filter(job -> job.stage() == Stage.REPORT && job.state() == JobState.SUCCEEDED)
                .findFirst();
    }

    private Optional<ResultOverview> reported(ExperimentStatus status, JobStatus job) {
        String key = status.experiment() + " " + job.fingerprint();
        synchronized (cache) {
            if (cache.containsKey(key)) {
                return Optional.of(cache.get(key));
            }
        }
        Optional<ResultOverview> read = report(status.experiment()).map(ResultOverview::of);
        synchronized (cache) {
            read.ifPresent(results -> cache.put(key, results));
        }
        return read;
    }

    /** Returns the report; empty if there is none or it cannot be read. */
    public Optional<Report> report(String experiment) {
        try {
            return store.get(StoreKeys.experiment(experiment, "report.json"))
                    .map(StoredObject::content)
                    .map(json -> Json.read(json, Report.class));
        } catch (StoreException | UnreadableMessageException e) {
            LOG.warnf("experiment=%s report not shown: %s", experiment, e.getMessage());
            return Optional.empty();
        }
    }

    private ResultOverview partial(ExperimentStatus status) {
        Map<String, Map<String, Double>> metrics = status.jobs().stream()
                .filter(job -> job.stage() == Stage.EVALUATE && job.state() == JobState.SUCCEEDED)
                .collect(Collectors.toMap(
                        job -> job.node().substring(EVALUATE.length()),
                        job -> histories.of(job.fingerprint()).metrics(),
                        (first, second) -> first,
                        LinkedHashMap::new));
        List<ResultRow> rows = metrics.keySet().stream()
                .filter(subject -> !subject.endsWith(PlanNode.LAST_EPOCH))
                .flatMap(subject -> ResultRow.of(
                        subject,
                        metrics.get(subject),
                        Optional.ofNullable(metrics.getOrDefault(subject + PlanNode.LAST_EPOCH, Map.of())
                                .get(ResultManifest.ROBUST_ACCURACY)))
                        .stream())
                .toList();
        return ResultOverview.partial(rows);
    }
}
