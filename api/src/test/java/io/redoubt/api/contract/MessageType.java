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

/** The public messages. Each has a schema, a class, and golden files whose names start with that of the schema. */
enum MessageType {
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

    MessageType(String schema, Class<?> type) {
        this.schema = schema;
        this.type = type;
    }

    /** Returns the type of the message in a golden file. */
    static MessageType of(Path golden) {
        String file = golden.getFileName().toString();
        return Arrays.stream(values())
                .filter(message -> file.startsWith(message.schema))
                .max(Comparator.comparingInt(message -> message.schema.length()))
                .orElseThrow(() -> new AssertionError(file + " does not start with the name of a schema"));
    }

    /** Returns the golden files of all messages except the user's request, which has a reader of its own. */
    static List<Path> goldenFiles() {
        return ContractFiles.files(ContractFiles.GOLDEN, ".json").stream()
                .filter(file -> !file.endsWith("experiment-request.json"))
                .toList();
    }
}
