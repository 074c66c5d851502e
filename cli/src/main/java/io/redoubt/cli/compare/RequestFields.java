package io.redoubt.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.request.FinetuneEntry;
import java.util.Map;
import java.util.TreeMap;

/** A request as a flat list of fields, named as a user writes them, so that two requests can be told apart field by field. */
final class RequestFields {

    private RequestFields() {}

    /**
     * The fields of a complete request but for its name and seed. A pretraining entry goes by its id and a fine-tuning entry
     * by its model's name, whatever their places; both have a field of their own, {@code present}.
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

    /** As {@link FinetuneEntry#subject}. */
    private static String subject(JsonNode entry) {
        return entry.path("from").asText() + "/" + entry.path("scope").asText() + "-"
                + entry.path("training").asText();
    }

    private static void flatten(String place, JsonNode value, Map<String, String> fields) {
        if (value.isObject()) {
            value.properties().forEach(field -> flatten(place + "." + field.getKey(), field.getValue(), fields));
        } else {
            // Recipes and objectives are nested in messages, but flat in what a user writes.
            String written = place.replaceAll("\\.(recipe|objective)(?=\\.)", "");
            fields.put(written, value.isTextual() ? value.textValue() : value.toString());
        }
    }
}
