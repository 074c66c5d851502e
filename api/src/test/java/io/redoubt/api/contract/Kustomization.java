package io.redoubt.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Evaluates the kustomizations in {@code k8s/}, so that tests need no kustomize: resources, components, patches, images,
 * namespace and replacements, as far as these files use them. Rejects every other field.
 */
final class Kustomization {

    private static final Set<String> FIELDS =
            Set.of("apiVersion", "kind", "namespace", "resources", "components", "patches", "images", "replacements");

    private static final Map<Path, List<ObjectNode>> BUILT = new ConcurrentHashMap<>();

    private final Path directory;
    private final JsonNode file;

    private Kustomization(Path directory) {
        this.directory = directory.normalize();
        this.file = ContractFiles.yaml(directory.resolve("kustomization.yaml"));
        Set<String> unknown = new TreeSet<>();
        file.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new AssertionError("this class does not evaluate " + unknown + " of " + directory);
        }
    }

    /** The directories under {@code k8s/} that a user applies. */
    static List<Path> overlays() {
        return ContractFiles.files(ContractFiles.ROOT.resolve("k8s"), "").stream()
                .filter(directory -> Files.exists(directory.resolve("kustomization.yaml")))
                .filter(directory -> !directory.endsWith("services") && !directory.endsWith("worker"))
                .toList();
    }

    /** The resources of an overlay of {@code k8s/}. */
    static List<ObjectNode> build(String overlay) {
        return build(ContractFiles.ROOT.resolve("k8s").resolve(overlay));
    }

    static List<ObjectNode> build(Path overlay) {
        return BUILT.computeIfAbsent(overlay.normalize(), Kustomization::evaluate);
    }

    private static List<ObjectNode> evaluate(Path directory) {
        List<ObjectNode> resources = new ArrayList<>();
        new Kustomization(directory).apply(resources);
        return resources;
    }

    private void apply(List<ObjectNode> resources) {
        for (JsonNode name : file.path("resources")) {
            Path path = directory.resolve(name.asText());
            if (Files.isDirectory(path)) {
                resources.addAll(evaluate(path));
            } else {
                ContractFiles.documents(path).forEach(document -> resources.add((ObjectNode) document));
            }
        }
        for (JsonNode component : file.path("components")) {
            new Kustomization(directory.resolve(component.asText())).apply(resources);
        }
        file.path("patches").forEach(patch -> patch(patch, resources));
        if (file.has("namespace")) {
            resources.forEach(this::setNamespace);
        }
        file.path("images").forEach(image -> resources.forEach(resource -> setImage(resource, image)));
        file.path("replacements").forEach(replacement -> new Replacement(replacement).apply(resources));
    }

    private void patch(JsonNode entry, List<ObjectNode> resources) {
        JsonNode patch = entry.has("path")
                ? ContractFiles.yaml(directory.resolve(entry.path("path").asText()))
                : ContractFiles.yaml(entry.path("patch").asText());
        JsonNode target = entry.has("target")
                ? entry.path("target")
                : ((ObjectNode) patch.path("metadata").deepCopy())
                        .put("kind", patch.path("kind").asText());
        List<ObjectNode> selected =
                resources.stream().filter(resource -> selects(target, resource)).toList();
        if (patch.path("$patch").asText().equals("delete")) {
            resources.removeAll(selected);
        } else if (patch.isArray()) {
            selected.forEach(resource -> ResourcePatch.apply(patch, resource));
        } else {
            ObjectNode changes = patch.deepCopy();
            ((ObjectNode) changes.path("metadata")).remove("name");
            selected.forEach(resource -> ResourcePatch.merge(changes, resource));
        }
    }

    private static boolean selects(JsonNode target, JsonNode resource) {
        String[] label = target.path("labelSelector").asText("=").split("=");
        return resource.path("kind").asText().matches(target.path("kind").asText(".*"))
                && resource.at("/metadata/name")
                        .asText()
                        .matches(target.path("name").asText(".*"))
                && (label.length == 0
                        || resource.at("/metadata/labels")
                                .path(label[0])
                                .asText()
                                .equals(label[1]));
    }

    private void setNamespace(ObjectNode resource) {
        if (!resource.path("kind").asText().equals("Namespace")) {
            ((ObjectNode) resource.path("metadata"))
                    .put("namespace", file.path("namespace").asText());
        }
    }

    private static void setImage(ObjectNode resource, JsonNode image) {
        String name = image.path("name").asText();
        for (JsonNode container : PodTemplates.containers(resource)) {
            String[] current = container.path("image").asText().split(":");
            if (current[0].equals(name)) {
                ((ObjectNode) container)
                        .put(
                                "image",
                                image.path("newName").asText(name) + ":"
                                        + image.path("newTag").asText(current[1]));
            }
        }
    }

    /** Copies one field, or a part of its text, to others. */
    private record Replacement(JsonNode entry) {

        void apply(List<ObjectNode> resources) {
            JsonNode source = entry.path("source");
            List<ObjectNode> sources = resources.stream()
                    .filter(resource -> selects(source, resource))
                    .toList();
            if (sources.size() != 1) {
                throw new AssertionError(source + " selects " + sources.size() + " resources instead of one");
            }
            JsonNode value = new FieldPath(source.path("fieldPath").asText())
                    .get(sources.get(0))
                    .deepCopy();
            if (source.has("options")) {
                value = TextNode.valueOf(parts(value, source.path("options"))[index(source.path("options"))]);
            }
            for (JsonNode target : entry.path("targets")) {
                for (ObjectNode resource : resources) {
                    if (selects(target.path("select"), resource)) {
                        set(resource, target, value);
                    }
                }
            }
        }

        private static void set(ObjectNode resource, JsonNode target, JsonNode value) {
            JsonNode options = target.path("options");
            for (JsonNode path : target.path("fieldPaths")) {
                FieldPath field = new FieldPath(path.asText());
                JsonNode replaced = value;
                if (options.has("delimiter")) {
                    String[] parts = parts(field.get(resource), options);
                    parts[index(options)] = value.asText();
                    replaced = TextNode.valueOf(
                            String.join(options.path("delimiter").asText(), parts));
                }
                field.set(resource, replaced, options.path("create").asBoolean());
            }
        }

        private static String[] parts(JsonNode text, JsonNode options) {
            return text.asText().split(Pattern.quote(options.path("delimiter").asText()));
        }

        private static int index(JsonNode options) {
            return options.path("index").asInt();
        }
    }
}
