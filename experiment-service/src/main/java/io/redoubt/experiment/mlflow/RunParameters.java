package io.redoubt.experiment.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Json;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Stage;
import io.redoubt.api.request.ExperimentRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fields of a request that a job depends on, as names with full stops and values. */
final class RunParameters {

    private RunParameters() {}

    static Map<String, String> of(ExperimentRequest request, JobEvent event) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("dataset", request.dataset());
        parameters.put("seed", String.valueOf(request.seed()));
        add("model", Json.mapper().valueToTree(request.model()), parameters);
        add("threat", Json.mapper().valueToTree(request.threat()), parameters);
        entry(request, event).ifPresent(entry -> add("", Json.mapper().valueToTree(entry), parameters));
        return parameters;
    }

    private static Optional<?> entry(ExperimentRequest request, JobEvent event) {
        String name = event.node().substring(event.node().indexOf('/') + 1);
        if (event.stage() == Stage.PRETRAIN) {
            return request.pretrain().stream()
                    .filter(run -> run.id().equals(name))
                    .findFirst();
        }
        return event.stage() == Stage.FINETUNE
                ? request.finetune().stream()
                        .filter(entry -> entry.subject().equals(name))
                        .findFirst()
                : Optional.of(request.evaluate());
    }

    private static void add(String prefix, JsonNode node, Map<String, String> parameters) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> add(
                            prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(),
                            field.getValue(),
                            parameters));
        } else if (!node.isNull()) {
            parameters.put(prefix, node.isValueNode() ? node.asText() : node.toString());
        }
    }
}
