package io.redoubt.experiment.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.SanitizedText;
import io.redoubt.experiment.access.BearerToken;
import io.redoubt.experiment.outbound.OutboundHttp;
import io.redoubt.pipeline.config.KnownSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The REST API of an MLflow tracking server, version 2.0. */
final class MlflowClient {

    private static final String API = "/api/2.0/mlflow/";
    private static final String URL = "redoubt.mlflow.url";
    private static final String TOKEN = "redoubt.mlflow.token";
    private static final String NO_SUCH = "RESOURCE_DOES_NOT_EXIST";
    private static final int MAX_MESSAGE = 200;

    private final String api;
    private final Optional<String> token;
    private final OutboundHttp http;

    /**
     * @param url {@code http://host:port} or {@code https://host/path}
     * @throws InvalidFieldException naming the setting, but not the token, if the URL or the token is invalid
     */
    MlflowClient(String url, Optional<String> token, OutboundHttp http) {
        api = address(url) + API;
        this.token = token.map(text -> BearerToken.requireSyntax(KnownSettings.title(TOKEN), text));
        this.http = http;
    }

    private static String address(String url) {
        try {
            URI address = URI.create(url.strip());
            if (address.getHost() != null
                    && address.getUserInfo() == null
                    && List.of("http", "https").contains(address.getScheme())) {
                return address.toString().replaceAll("/+$", "");
            }
        } catch (IllegalArgumentException e) {
            // The message would repeat an address that may contain a password.
        }
        throw new InvalidFieldException(
                KnownSettings.title(URL),
                "is not an address, or contains a user name; use http://host:port or https://host/path, and"
                        + " redoubt.mlflow.token for the token");
    }

    /** Returns the id of the experiment with a name; creates the experiment if it does not exist. */
    String experiment(String name) throws MlflowException, InterruptedException {
        Optional<String> known = find(name);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return text(post("experiments/create", Map.of("name", name)), "/experiment_id");
        } catch (MlflowException e) {
            // Another replica may have created it meanwhile.
            return find(name).orElseThrow(() -> e);
        }
    }

    private Optional<String> find(String name) throws MlflowException, InterruptedException {
        String query = "experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        OutboundHttp.Answer answer = exchange(request(query).GET().build());
        if (answer.status() == 404 && answer.body().contains(NO_SUCH)) {
            return Optional.empty();
        }
        return Optional.of(text(json(answer), "/experiment/experiment_id"));
    }

    /** Returns the run with the given tags; creates it if it does not exist. */
    MlflowRun run(String experiment, String name, Instant started, Map<String, String> tags)
            throws MlflowException, InterruptedException {
        List<String> conditions = new ArrayList<>();
        tags.forEach((key, value) -> conditions.add("tags.`" + key + "` = '" + value + "'"));
        JsonNode found = post(
                "runs/search",
                Map.of(
                        "experiment_ids",
                        List.of(experiment),
                        "filter",
                        String.join(" and ", conditions),
                        "max_results",
                        1));
        if (found.at("/runs/0").isObject()) {
            return MlflowRun.of(found.at("/runs/0"), text(found, "/runs/0/info/run_id"));
        }
        JsonNode created = post(
                "runs/create",
                Map.of(
                        "experiment_id",
                        experiment,
                        "run_name",
                        name,
                        "start_time",
                        started.toEpochMilli(),
                        "tags",
                        pairs(tags)));
        return MlflowRun.created(text(created, "/run/info/run_id"));
    }

    /**
     * Adds metrics and parameters to a run.
     *
     * @param metrics values at one step; NaN and infinite ones are sent as text, as JSON has no such numbers
     * @param parameters at most 100
     */
    void log(
            MlflowRun run,
            Map<String, Double> metrics,
            Instant time,
            long step,
            Map<String, String> parameters,
            Map<String, String> tags)
            throws MlflowException, InterruptedException {
        List<Map<String, Object>> values = new ArrayList<>();
        metrics.forEach((key, value) -> values.add(Map.of(
                "key",
                key,
                "value",
                Double.isFinite(value) ? value : String.valueOf(value),
                "timestamp",
                time.toEpochMilli(),
                "step",
                step)));
        post(
                "runs/log-batch",
                Map.of("run_id", run.id(), "metrics", values, "params", pairs(parameters), "tags", pairs(tags)));
    }

    /**
     * Changes the status of a run.
     *
     * @param status {@code RUNNING}, {@code FINISHED}, {@code FAILED} or {@code KILLED}
     * @param ended empty if it runs
     */
    void update(MlflowRun run, String status, Optional<Instant> ended) throws MlflowException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("run_id", run.id(), "status", status));
        ended.ifPresent(time -> body.put("end_time", time.toEpochMilli()));
        post("runs/update", body);
    }

    private static List<Map<String, String>> pairs(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                .toList();
    }

    private JsonNode post(String path, Map<String, Object> body) throws MlflowException, InterruptedException {
        return json(exchange(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.canonical(body)))
                .build()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private OutboundHttp.Answer exchange(HttpRequest request) throws MlflowException, InterruptedException {
        try {
            return http.send(request);
        } catch (IOException e) {
            throw new MlflowException("does not answer: " + e.getMessage(), true);
        }
    }

    private static JsonNode json(OutboundHttp.Answer answer) throws MlflowException {
        int status = answer.status();
        if (status != 200) {
            boolean unavailable = status == 408 || status == 429 || status >= 500;
            throw new MlflowException("answered " + status + excerpt(answer.body()), unavailable);
        }
        try {
            JsonNode body = Json.mapper().readTree(answer.body());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // explained below
        }
        throw new MlflowException("did not answer with a JSON object" + excerpt(answer.body()), false);
    }

    private static String excerpt(String body) {
        String line = SanitizedText.line(body).strip();
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(MAX_MESSAGE, line.length()));
    }

    private static String text(JsonNode body, String path) throws MlflowException {
        if (!body.at(path).isTextual()) {
            throw new MlflowException("answered without " + path.substring(1).replace('/', '.'), false);
        }
        return body.at(path).textValue();
    }
}
