package io.redoubt.experiment.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.experiment.outbound.HttpStub;
import io.redoubt.experiment.outbound.OutboundHttp.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of MLflow's REST API that is documented for experiments and runs, in memory. */
final class FakeMlflow implements AutoCloseable {

    private static final String API = "/api/2.0/mlflow/";

    private final Map<String, String> experiments = new LinkedHashMap<>();
    private final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    private final HttpStub http = new HttpStub(this::answer);

    HttpStub http() {
        return http;
    }

    /** Answers again as a server should. */
    void recover() {
        http.answer(this::answer);
    }

    /** The bodies of all requests to an endpoint. */
    List<JsonNode> bodies(String endpoint) {
        return http.requests().stream()
                .filter(request -> request.target().equals(API + endpoint))
                .map(request -> Json.read(request.body().getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .toList();
    }

    List<ObjectNode> runs() {
        return List.copyOf(runs.values());
    }

    Map<String, String> experiments() {
        return experiments;
    }

    private synchronized Answer answer(HttpStub.Request request) {
        String endpoint = request.target().substring(API.length());
        if (endpoint.startsWith("experiments/get-by-name?experiment_name=")) {
            String name = URLDecoder.decode(endpoint.substring(endpoint.indexOf('=') + 1), StandardCharsets.UTF_8);
            return experiments.containsKey(name)
                    ? ok("{\"experiment\":{\"experiment_id\":\"" + experiments.get(name) + "\"}}")
                    : new Answer(404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"\"}");
        }
        JsonNode body = Json.read(request.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        return switch (endpoint) {
            case "experiments/create" -> {
                String id = String.valueOf(experiments.size() + 1);
                experiments.put(body.get("name").textValue(), id);
                yield ok("{\"experiment_id\":\"" + id + "\"}");
            }
            case "runs/search" -> search(body.get("filter").textValue());
            case "runs/create" -> create(body);
            case "runs/log-batch" -> log(body);
            case "runs/update" -> {
                runs.get(body.get("run_id").textValue())
                        .put("status", body.get("status").textValue());
                yield ok("{}");
            }
            default -> new Answer(404, "{\"error_code\":\"ENDPOINT_NOT_FOUND\"}");
        };
    }

    private Answer search(String filter) {
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode found = answer.putArray("runs");
        for (ObjectNode run : runs.values()) {
            boolean matches = true;
            for (String condition : filter.split(" and ")) {
                boolean has = false;
                for (JsonNode tag : run.get("tags")) {
                    has |= condition.equals("tags.`" + tag.get("key").textValue() + "` = '"
                            + tag.get("value").textValue() + "'");
                }
                matches &= has;
            }
            if (matches) {
                ObjectNode entry = found.addObject();
                entry.putObject("info").put("run_id", run.get("run_id").textValue());
                entry.putObject("data").set("metrics", run.get("metrics"));
            }
        }
        return ok(answer.toString());
    }

    private Answer create(JsonNode body) {
        ObjectNode run = (ObjectNode) body;
        String id = "run-" + (runs.size() + 1);
        run.put("run_id", id);
        run.putArray("metrics");
        run.putArray("params");
        runs.put(id, run);
        return ok("{\"run\":{\"info\":{\"run_id\":\"" + id + "\"}}}");
    }

    private Answer log(JsonNode body) {
        ObjectNode run = runs.get(body.get("run_id").textValue());
        for (String kind : List.of("metrics", "params", "tags")) {
            body.get(kind).forEach(((ArrayNode) run.get(kind))::add);
        }
        return ok("{}");
    }

    private static Answer ok(String body) {
        return new Answer(200, body);
    }

    @Override
    public void close() {
        http.close();
    }
}
