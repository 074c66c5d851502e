package io.redoubt.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.request.FinetuneEntry;
import java.util.Map;
import java.util.TreeMap;

/** Flattens a request to fields, named as in the request file, so that requests can be compared field by field. */
final class RequestFields {

    private RequestFields() {}

    /**
     * The fields of a complete request except name and seed. Pretraining entries are keyed by id and fine-tuning
     * entries by model name, regardless of their position. Each entry also has a field with the value {@code present}.
     */
    static Map<String, String> of(JsonNode request) {
        Map<String, String> fields = new TreeMap<>();
        request.properties().forEach(field -> {
            switch (field.getKey()) {
                case "schema", "name", "seed" -> {}
                case "pretrain" ->
                    field.getValue()
                            .forEach(entry ->
                                    entry("pretrain[" + entry.path("id").asText() + "]", entry, fields));
                case "finetune" ->
                    field.getValue().forEach(entry -> entry("finetune[" + subject(entry) + "]", entry, fields));
                default -> flatten(field.getKey(), field.getValue(), fields);
            }
        });
        return fields;
    }

    private static void entry(String place, JsonNode entry, Map<String, String> fields) {
        fields.put(place, "present");
        entry.properties().forEach(field -> flatten(place + "." + field.getKey(), field.getValue(), fields));
    }

    /** Same as {@link FinetuneEntry#subject}. */
    private static String subject(JsonNode entry) {
        return entry.path("from").asText() + "/" + entry.path("scope").asText() + "-"
                + entry.path("training").asText();
    }

    private static void flatten(String place, JsonNode value, Map<String, String> fields) {
        if (value.isObject()) {
            value.properties().forEach(field -> flatten(place + "." + field.getKey(), field.getValue(), fields));
        } else {
            // Recipes and objectives are nested on the wire but flat in request files.
            String written = place.replaceAll("\\.(recipe|objective)(?=\\.)", "");
            fields.put(written, value.isTextual() ? value.textValue() : value.toString());
        }
    }
}
