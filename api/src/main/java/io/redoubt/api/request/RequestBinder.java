package io.redoubt.api.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.Recipe;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates the records of a complete request part by part, so that the problems of all parts are found. */
final class RequestBinder {

    /** The nested records of an entry. A user writes their fields directly in the entry. */
    private static final Map<String, Map<String, Class<? extends Record>>> NESTED = Map.of(
            "pretrain", Map.of("recipe", Recipe.class),
            "finetune", Map.of("recipe", Recipe.class, "objective", FinetuneObjective.class));

    private final ObjectNode request;
    private final RequestProblems problems;

    /**
     * @param request with all fields that have no problem
     * @param problems that are already known
     */
    RequestBinder(ObjectNode request, RequestProblems problems) {
        this.request = request;
        this.problems = problems;
    }

    /** @throws InvalidRequestException if there are problems */
    ExperimentRequest bind() {
        Optional<Integer> schema = check(
                "schema",
                () -> SchemaVersion.requireCurrent(request.path("schema").intValue()));
        // The validator has reported a missing or misspelt name.
        Optional<String> name = request.has("name")
                ? check(
                        "name",
                        () -> ExperimentRequest.requireName(request.path("name").asText()))
                : Optional.empty();
        Optional<DatasetName> dataset =
                check("dataset", () -> DatasetName.parse(request.path("dataset").asText()));
        Optional<ModelSpec> model = part("model", request.path("model"), ModelSpec.class);
        Optional<Threat> threat = part("threat", request.path("threat"), Threat.class);
        Optional<List<PretrainEntry>> pretrain = entries("pretrain", PretrainEntry.class);
        Optional<List<FinetuneEntry>> finetune = entries("finetune", FinetuneEntry.class);
        checkAttacks();
        Optional<EvaluationSettings> evaluate = part("evaluate", request.path("evaluate"), EvaluationSettings.class);
        RequestRules.problems(threat, pretrain, finetune.filter(entries -> request.has("finetune")), evaluate)
                .forEach(problem -> problems.add(problem.field(), problem.problem()));
        problems.throwIfAny();
        return new ExperimentRequest(
                schema.orElseThrow(),
                name.orElseThrow(),
                request.path("dataset").asText(),
                model.orElseThrow(),
                request.path("seed").longValue(),
                threat.orElseThrow(),
                pretrain.orElseThrow(),
                finetune.orElseThrow(),
                evaluate.orElseThrow());
    }

    private <T> Optional<T> check(String field, Supplier<T> value) {
        if (problems.concern(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.get());
        } catch (InvalidFieldException e) {
            problems.add(e.field(), e.problem());
            return Optional.empty();
        }
    }

    /** Attacks are checked one by one, because their record stops at the first that is wrong. */
    private void checkAttacks() {
        JsonNode attacks = request.at("/evaluate/attacks");
        for (int i = 0; i < attacks.size(); i++) {
            try {
                AttackName.parse(attacks.get(i).asText());
            } catch (InvalidFieldException e) {
                problems.add("evaluate.attacks[" + i + "]", e.problem());
            }
        }
    }

    private <T> Optional<List<T>> entries(String field, Class<T> type) {
        List<T> entries = new ArrayList<>();
        JsonNode written = request.path(field);
        for (int i = 0; i < written.size(); i++) {
            ObjectNode entry = written.get(i).deepCopy();
            NESTED.get(field).forEach((name, nested) -> nest(entry, name, nested));
            part(field + "[" + i + "]", entry, type).ifPresent(entries::add);
        }
        return problems.concern(field) ? Optional.empty() : Optional.of(entries);
    }

    private static void nest(ObjectNode entry, String name, Class<? extends Record> type) {
        ObjectNode nested = entry.objectNode();
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(field -> {
            JsonNode value = entry.remove(field);
            if (value != null) {
                nested.set(field, value);
            }
        });
        entry.set(name, nested);
    }

    private <T> Optional<T> part(String field, JsonNode written, Class<T> type) {
        if (problems.concern(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().treeToValue(written, type));
        } catch (JsonMappingException e) {
            InvalidFieldException invalid = e.getCause() instanceof InvalidFieldException cause
                    ? cause
                    : new InvalidFieldException("", UnreadableMessageException.describe(e));
            problems.add(userPath(field, e, invalid.field()), invalid.problem());
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new UnreadableMessageException(
                    "not a readable request: " + UnreadableMessageException.describe(e), e);
        }
    }

    /** Returns the path in the user's file, where the fields of recipes and objectives are written directly in the entry. */
    private static String userPath(String part, JsonMappingException e, String field) {
        // A radius does not know its field name.
        String last = field.equals(Radius.FIELD) ? "" : field;
        String within = UnreadableMessageException.path(e).replaceAll("(^|\\.)(recipe|objective)(?=\\.|$)", "");
        String path = within.isEmpty() || within.startsWith(".") ? part + within : part + "." + within;
        return path.replaceAll("\\[\\d+]$", "").endsWith(last) ? path : path + "." + last;
    }
}
