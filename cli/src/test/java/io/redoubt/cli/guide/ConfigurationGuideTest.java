package io.redoubt.cli.guide;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.redoubt.pipeline.config.KnownSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} lists all settings and variables that the code and the deployments name. */
class ConfigurationGuideTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`[^|]+) \\| ([^|]*) \\| ([^|]*) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern METHOD =
            Pattern.compile("(?:@WithDefault\\(\"([^\"]+)\"\\)\\s+)?\\n    [A-Z]?[\\w<>]+ (\\w+)\\(\\);");
    private static final Pattern INJECTED =
            Pattern.compile("name = \"(redoubt\\.[^\"]+)\", defaultValue = \"([^\"]+)\"");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(redoubt\\.[a-z.-]+):([^}]*)}");
    private static final Pattern SYSTEM_PROPERTY = Pattern.compile("String PROPERTY = \"(redoubt\\.[a-z.-]+)\"");
    private static final Pattern LITERAL =
            Pattern.compile("\"((?:REDOUBT|KAFKA|ONEDNN|DNNL|OMP|GOMP)_[A-Z0-9_]*[A-Z0-9])\"");
    private static final Pattern DEPLOYED = Pattern.compile("\\b(REDOUBT_[A-Z0-9_]*[A-Z0-9])\\b");

    @Test
    void everySettingHasARowWithItsDefault() throws IOException {
        Map<String, Optional<String>> settings = settings();

        Map<String, String> defaults = rows().stream()
                .filter(row -> row.group(2).startsWith("`redoubt."))
                .collect(toMap(row -> unquoted(row.group(2)), row -> row.group(3)));

        assertThat(defaults.keySet()).isEqualTo(settings.keySet()).isEqualTo(KnownSettings.properties());
        settings.forEach((property, value) -> value.ifPresent(
                text -> assertThat(defaults.get(property)).as(property).isEqualTo("`" + text + "`")));
        assertThat(rows())
                .filteredOn(row -> row.group(2).startsWith("`redoubt."))
                .allSatisfy(row ->
                        assertThat(unquoted(row.group(1))).isEqualTo(KnownSettings.variable(unquoted(row.group(2)))));
    }

    @Test
    void everyVariableInCodeAndDeploymentsHasARow() throws IOException {
        Set<String> variables = new TreeSet<>();
        for (Path file : files("java")) {
            LITERAL.matcher(Files.readString(file))
                    .results()
                    .map(name -> name.group(1))
                    .forEach(variables::add);
        }
        for (Path file : files("yaml", "yml")) {
            DEPLOYED.matcher(Files.readString(file))
                    .results()
                    .map(name -> name.group(1))
                    .forEach(variables::add);
        }

        Set<String> documented = new TreeSet<>();
        rows().forEach(row -> Stream.of(row.group(1).split(", "))
                .map(ConfigurationGuideTest::unquoted)
                .forEach(documented::add));

        assertThat(documented).containsAll(variables).contains("REDOUBT_STORE_REGION", "KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void cacheLeavesHalfOfTheVolumeToTheRunningJob() throws IOException {
        String worker = Files.readString(ROOT.resolve("k8s/worker/deployment.yaml"));
        String limit = Pattern.compile("limits: \\{.*ephemeral-storage: (\\d+)Gi")
                .matcher(worker)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        String cache = settings().get("redoubt.cache-size").orElseThrow();

        assertThat(new MemorySizeConverter().convert(cache).asLongValue())
                .isLessThanOrEqualTo((Long.parseLong(limit) << 30) / 2);
    }

    /** The properties under {@code redoubt.} that the code reads, with their defaults. */
    private static Map<String, Optional<String>> settings() throws IOException {
        Map<String, Optional<String>> settings = new TreeMap<>();
        for (Path file : files("java", "properties")) {
            String text = Files.readString(file);
            MAPPING.matcher(text).results().forEach(mapping -> METHOD.matcher(text)
                    .results()
                    .forEach(method -> settings.put(
                            mapping.group(1) + "." + kebab(method.group(2)), Optional.ofNullable(method.group(1)))));
            Stream.of(INJECTED, EXPRESSION)
                    .flatMap(pattern -> pattern.matcher(text).results())
                    .forEach(found -> settings.put(found.group(1), Optional.of(found.group(2))));
            SYSTEM_PROPERTY.matcher(text).results().forEach(found -> settings.put(found.group(1), Optional.empty()));
        }
        return settings;
    }

    private static String kebab(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/configuration.md")))
                .results()
                .toList();
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "").strip();
    }

    /** The files of the modules and deployments, without tests. */
    private static List<Path> files(String... extensions) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> roots = modules.flatMap(module -> Stream.of(module.resolve("src/main"), module))
                    .filter(path ->
                            path.endsWith("src/main") || path.endsWith("k8s") || path.endsWith("docker-compose.yml"))
                    .filter(path -> !path.startsWith(ROOT.resolve("testkit")))
                    .filter(Files::exists)
                    .toList();
            Set<Path> files = new TreeSet<>();
            for (Path root : roots) {
                try (Stream<Path> all = Files.walk(root)) {
                    all.filter(file -> Stream.of(extensions)
                                    .anyMatch(end -> file.toString().endsWith("." + end)))
                            .forEach(files::add);
                }
            }
            return List.copyOf(files);
        }
    }
}
