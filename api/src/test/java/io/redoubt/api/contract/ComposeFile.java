package io.redoubt.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code docker-compose.yml} with its anchors and merge keys resolved.
 *
 * @param text as written
 * @param content after the resolution of anchors
 */
record ComposeFile(String text, JsonNode content) {

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)(?::-([^}]*))?}");

    static ComposeFile load() {
        String text = new String(
                ContractFiles.bytes(ContractFiles.ROOT.resolve("docker-compose.yml")), StandardCharsets.UTF_8);
        return new ComposeFile(text, resolve(text));
    }

    /** The document with its anchors and merge keys resolved. */
    static JsonNode resolve(String text) {
        Object resolved = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return Json.mapper().valueToTree(resolved);
    }

    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new TreeMap<>();
        content.path("services").properties().forEach(field -> services.put(field.getKey(), field.getValue()));
        return services;
    }

    /** The variables of the service with an image. */
    Set<String> environment(String image) {
        Set<String> names = new TreeSet<>();
        services().values().stream()
                .filter(service -> service.path("image").asText().equals(image))
                .forEach(service ->
                        ((ObjectNode) service.path("environment")).fieldNames().forEachRemaining(names::add));
        return names;
    }

    /** The uses of variables: name in group 1 and default in group 2. */
    List<MatchResult> variables() {
        return VARIABLE.matcher(text.replaceAll("(?m)#.*$", "")).results().toList();
    }
}
