package io.redoubt.api.contract;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.Scores;
import io.redoubt.api.report.TransferScores;
import io.redoubt.api.request.ExperimentRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The public messages: each has a schema, golden files whose names begin with the schema's, and a class. */
enum Message {
    COMPLETE_REQUEST("complete-request", ExperimentRequest.class),
    JOB("job", Job.class),
    JOB_EVENT("job-event", JobEvent.class),
    CONTROL_COMMAND("control-command", ControlCommand.class),
    EXPERIMENT_STATUS("experiment-status", ExperimentStatus.class),
    REPORT("report", Report.class),
    SCORES("scores", Scores.class),
    TRANSFER_SCORES("transfer-scores", TransferScores.class),
    CORRUPTION_SCORES("corruption-scores", CorruptionScores.class),
    DIAGNOSIS("diagnosis", GradientMaskingDiagnosis.class),
    MODEL_EVALUATION("model-evaluation", ModelEvaluation.class),
    RESULT_MANIFEST("result-manifest", ResultManifest.class),
    DATASET_MANIFEST("dataset-manifest", DatasetManifest.class);

    final String schema;
    final Class<?> type;

    Message(String schema, Class<?> type) {
        this.schema = schema;
        this.type = type;
    }

    /** The message that a golden file is an example of. */
    static Message of(Path golden) {
        String file = golden.getFileName().toString();
        return Arrays.stream(values())
                .filter(message -> file.startsWith(message.schema))
                .max(Comparator.comparingInt(message -> message.schema.length()))
                .orElseThrow(() -> new AssertionError(file + " is an example of no message"));
    }

    /** Golden files of every message but the request as users write it, which is read in its own way. */
    static List<Path> goldenFiles() {
        return Contract.files(Contract.GOLDEN, ".json").stream()
                .filter(file -> !file.endsWith("experiment-request.json"))
                .toList();
    }
}
