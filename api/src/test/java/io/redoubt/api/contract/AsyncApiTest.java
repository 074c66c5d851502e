package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Topics;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/asyncapi.yaml} describes exactly the topics that exist, and its references resolve. */
class AsyncApiTest {

    private static final Path FILE = ContractFiles.ROOT.resolve("docs/asyncapi.yaml");
    private static final JsonNode DOCUMENT = ContractFiles.yaml(FILE);

    @Test
    void describesExactlyTheExistingTopics() throws Exception {
        List<String> topics = new ArrayList<>(Topics.queues());
        for (Field field : Topics.class.getFields()) {
            boolean isTopic = Modifier.isStatic(field.getModifiers()) && field.getType() == String.class;
            if (isTopic && !field.getName().endsWith("_PREFIX")) {
                topics.add((String) field.get(null));
            }
        }

        assertThat(addresses())
                .as(
                        "topics of docs/asyncapi.yaml; a pretext task belongs to channels.pretrainJobs.parameters.task.enum")
                .isEqualTo(new TreeSet<>(topics));
    }

    @Test
    void everyReferenceResolves() {
        List<String> references = references(DOCUMENT);

        assertThat(references).hasSizeGreaterThan(30).allSatisfy(reference -> resolve(FILE, reference));
    }

    @Test
    void everySchemaReferenceResolves() {
        for (Path schema : ContractFiles.files(ContractFiles.SCHEMAS, ".json")) {
            assertThat(references(ContractFiles.json(schema))).allSatisfy(reference -> resolve(schema, reference));
        }
    }

    @Test
    void everyChannelIsUsed() {
        List<String> used = references(DOCUMENT.path("operations"));

        assertThat(DOCUMENT.path("channels").properties())
                .allSatisfy(channel -> assertThat(used).contains("#/channels/" + channel.getKey()));
    }

    private static TreeSet<String> addresses() {
        TreeSet<String> addresses = new TreeSet<>();
        for (JsonNode channel : DOCUMENT.path("channels")) {
            String address = channel.path("address").textValue();
            if (address.contains("{task}")) {
                channel.at("/parameters/task/enum")
                        .forEach(task -> addresses.add(address.replace("{task}", task.textValue())));
            } else {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static List<String> references(JsonNode node) {
        return node.findValues("$ref").stream().map(JsonNode::textValue).toList();
    }

    private static void resolve(Path from, String reference) {
        List<String> parts = Arrays.asList(reference.split("#", -1));
        Path file = parts.get(0).isEmpty() ? from : from.resolveSibling(parts.get(0));
        assertThat(Files.isRegularFile(file)).as(reference).isTrue();
        JsonNode document = file.toString().endsWith(".yaml") ? ContractFiles.yaml(file) : ContractFiles.json(file);
        String pointer = parts.size() > 1 ? parts.get(1) : "";
        assertThat(document.at(pointer).isMissingNode()).as(reference).isFalse();
    }
}
