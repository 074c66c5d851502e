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

/** What docs/fidelity.md names as the place of a decision exists: a class, or a field of a request. */
class FidelityGuideTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyPlaceOfADecisionExists() {
        Set<String> known = new HashSet<>(classes());
        for (Path preset : Contract.files(Path.of("src/main/resources/presets"), ".yaml")) {
            addFields(known, Contract.yaml(preset));
        }
        for (Path recipes : Contract.files(Contract.ROOT.resolve("experiments"), ".yaml")) {
            addFields(known, Contract.yaml(recipes));
        }

        Set<String> places = places();

        assertThat(places).hasSizeGreaterThan(50).isSubsetOf(known);
    }

    /** The code spans in the last cells of the tables that end in "decided in" or "field". */
    private static Set<String> places() {
        String guide = new String(Contract.bytes(Contract.ROOT.resolve("docs/fidelity.md")), StandardCharsets.UTF_8);
        Set<String> places = new HashSet<>();
        boolean named = false;
        for (String line : guide.lines().toList()) {
            if (!line.startsWith("|")) {
                named = false;
                continue;
            }
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::trim).toList();
            String last = cells.get(cells.size() - 1);
            named |= last.equals("decided in") || last.equals("field");
            if (named) {
                CODE.matcher(last).results().map(code -> code.group(1)).forEach(places::add);
            }
        }
        return places;
    }

    /** The fields of a request with dots between them, those of entries without the name of their list. */
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
        try (Stream<Path> modules = Files.list(Contract.ROOT)) {
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
