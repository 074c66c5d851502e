package io.redoubt.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Flattens a request to fields, named as in the request file, so that requests can be compared field by field. */
public final class RequestFields {

    /** The value of a field that a request does not have. */
    public static final String ABSENT = "absent";

    private RequestFields() {}

    /**
     * The fields of a complete request except name and seed. Pretraining entries are keyed by id and fine-tuning
     * entries by model name, regardless of their position. Each entry also has a field with the value {@code present}.
     */
    public static Map<String, String> of(JsonNode request) {
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

    /**
     * Returns the fields that differ between requests. If some requests lack an entry, returns the entry rather than its
     * fields.
     */
    public static Set<String> differing(Collection<Map<String, String>> requests) {
        Set<String> all = new TreeSet<>();
        requests.forEach(request -> all.addAll(request.keySet()));
        Set<String> differing = new TreeSet<>();
        for (String field : all) {
            Set<String> values = new HashSet<>();
            requests.forEach(request -> values.add(request.getOrDefault(field, ABSENT)));
            boolean partOfAnother = differing.stream().anyMatch(earlier -> field.startsWith(earlier + "."));
            if (values.size() > 1 && !partOfAnother) {
                differing.add(field);
            }
        }
        return differing;
    }
}
