package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every class and request field that {@code docs/fidelity.md} refers to exists. */
class FidelityGuideTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyReferenceExists() {
        Set<String> known = new HashSet<>(classes());
        for (Path preset : ContractFiles.files(Path.of("src/main/resources/presets"), ".yaml")) {
            addFields(known, ContractFiles.yaml(preset));
        }
        for (Path recipes : ContractFiles.files(ContractFiles.ROOT.resolve("experiments"), ".yaml")) {
            addFields(known, ContractFiles.yaml(recipes));
        }

        Set<String> references = references();

        assertThat(references).hasSizeGreaterThan(50).isSubsetOf(known);
    }

    /** Returns the code spans in the last column of the tables whose last column is "decided in" or "field". */
    private static Set<String> references() {
        String guide =
                new String(ContractFiles.bytes(ContractFiles.ROOT.resolve("docs/fidelity.md")), StandardCharsets.UTF_8);
        Set<String> references = new HashSet<>();
        boolean inTable = false;
        for (String line : guide.lines().toList()) {
            if (!line.startsWith("|")) {
                inTable = false;
                continue;
            }
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::trim).toList();
            String last = cells.get(cells.size() - 1);
            inTable |= last.equals("decided in") || last.equals("field");
            if (inTable) {
                CODE.matcher(last).results().map(code -> code.group(1)).forEach(references::add);
            }
        }
        return references;
    }

    /** Adds the paths of all fields of a request; the path of an entry field omits the name of the list. */
    private static void addFields(Set<String> known, JsonNode request) {
        addFields(known, "", request);
        for (String entries : List.of("pretrain", "finetune")) {
            addFields(known, "", request.path("defaults").path(entries));
            request.path(entries).forEach(entry -> addFields(known, "", entry));
        }
    }

    private static void addFields(Set<String> known, String prefix, JsonNode node) {
        node.properties().forEach(field -> {
            known.add(prefix + field.getKey());
            addFields(known, prefix + field.getKey() + ".", field.getValue());
        });
    }

    private static Set<String> classes() {
        try (Stream<Path> modules = Files.list(ContractFiles.ROOT)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(FidelityGuideTest::files)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError("cannot list the modules", e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new AssertionError("cannot list " + folder, e);
        }
    }
}
