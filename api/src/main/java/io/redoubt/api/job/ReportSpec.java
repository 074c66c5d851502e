package io.redoubt.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.Topics;
import io.redoubt.api.request.ExperimentRequest;
import java.util.Map;

/**
 * The report of a finished experiment. Results: {@code report.json}, {@code report.html}, {@code report.md}, {@code
 * robustbench.json}. Inputs, by {@link InputRoles}:
 *
 * <ul>
 *   <li>{@code pretrain/<id>} for every pretraining run that a model starts from: its {@code model.safetensors};
 *   <li>and for every model of the request: {@code finetune/<subject>}, its {@code model.safetensors}; {@code
 *       history/<subject>}, its {@code history.json}; {@code scores/<subject>} and, if the last epoch is evaluated, {@code
 *       last-scores/<subject>}; and for every attack and shard {@code examples/<subject>/<attack>/<from>-<to>}, made for
 *       the best epoch;
 *   <li>for every ensemble of the request {@code scores/<subject>} and its {@code examples/<subject>/...};
 *   <li>if transfer is requested, for every subject {@code transfer/<subject>};
 *   <li>if subjects are checked for gradient masking, for every subject {@code diagnosis/<subject>};
 *   <li>if corruptions are requested, for every subject and shard {@code corruptions/<subject>/<from>-<to>}.
 * </ul>
 *
 * @param experiment id of the experiment
 * @param request the request
 * @param dataset the data set that the request resolved to
 * @param failures reasons why inputs are missing, by role; examples need none, because the scores are missing too. Absent
 *     if no job failed
 */
public record ReportSpec(
        String experiment,
        ExperimentRequest request,
        DatasetRef dataset,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> failures)
        implements JobSpec {

    public ReportSpec {
        Ids.require("experiment", experiment);
        Require.present("request", request);
        Require.present("dataset", dataset);
        failures = failures == null ? Map.of() : Map.copyOf(failures);
    }

    /** Returns the report without the inputs of failed jobs. */
    public ReportSpec withFailures(Map<String, String> newFailures) {
        return new ReportSpec(experiment, request, dataset, newFailures);
    }

    @Override
    public Stage stage() {
        return Stage.REPORT;
    }

    @Override
    public String queue() {
        return Topics.EVALUATE;
    }
}
