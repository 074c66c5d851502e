package io.redoubt.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/threat-model.md} names exist. */
class ThreatModelTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|ST))`");

    @Test
    void everyNamedTestExists() throws IOException {
        Set<String> named = TEST.matcher(
                        new String(ContractFiles.bytes(ContractFiles.ROOT.resolve("docs/threat-model.md")), UTF_8))
                .results()
                .map(match -> match.group(1))
                .collect(toSet());

        assertThat(tests()).containsAll(named);
        assertThat(named).contains("SecureServicesST");
    }

    /** The names of the tests of all modules. */
    private static Set<String> tests() throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> modules = Files.list(ContractFiles.ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }
}
