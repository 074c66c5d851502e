package io.redoubt.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.experiment.access.RequiredRoles.Rule;
import io.redoubt.experiment.rest.Problem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredRolesTest {

    private static final Set<String> SESSION = Set.of("POST /ui/sign-in", "POST /ui/sign-out");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+)` `(/[^`]*)` \\| (\\w+) \\|$");

    @Test
    void everyRequestThatChangesSomethingHasARule() throws Exception {
        Set<String> changes = new TreeSet<>(operations());
        changes.removeIf(operation -> operation.startsWith("GET "));
        changes.removeAll(SESSION);

        assertThat(RequiredRoles.RULES.stream()
                        .filter(rule -> !rule.method().equals("GET"))
                        .map(RequiredRolesTest::name))
                .containsExactlyInAnyOrderElementsOf(changes);
    }

    @Test
    void everyRuleIsAboutAnOperation() throws Exception {
        assertThat(operations())
                .hasSizeGreaterThan(50)
                .containsAll(RequiredRoles.RULES.stream()
                        .map(RequiredRolesTest::name)
                        .toList());
    }

    @Test
    void everyPageAndEveryAnswerNeedsARole() throws Exception {
        assertThat(operations())
                .filteredOn(operation -> {
                    String[] parts = operation.split(" ", 2);
                    return RequiredRoles.of(parts[0], parts[1].replaceAll("\\{[^}]+}", "x"))
                            .isEmpty();
                })
                .containsExactlyInAnyOrder("GET /ui/sign-in", "POST /ui/sign-in", "POST /ui/sign-out");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /experiments, READER",
        "HEAD, /ui/new, SUBMITTER",
        "PUT, /experiments, OPERATOR",
        "POST, /experiments/, OPERATOR",
        "POST, /nothing, OPERATOR",
        "POST, /experiments/a/b/cancel, OPERATOR"
    })
    void requestsWithoutARuleReadOrNeedTheHighestRole(String method, String path, AccessRole role) {
        assertThat(RequiredRoles.of(method, path)).contains(role);
    }

    @Test
    void guideListsEveryRule() throws IOException {
        String guide = Files.readString(java.nio.file.Path.of("../docs/security.md"));

        assertThat(ROW.matcher(guide).results().map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3)))
                .containsExactlyElementsOf(RequiredRoles.RULES.stream()
                        .map(rule -> name(rule) + " " + rule.role().title())
                        .toList());
    }

    private static String name(Rule rule) {
        return rule.method() + " " + rule.path();
    }

    /** The operations of all resources and pages. */
    private static Set<String> operations() throws Exception {
        java.nio.file.Path classes = java.nio.file.Path.of(Problem.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> operations = new TreeSet<>();
        try (Stream<java.nio.file.Path> files = Files.walk(classes)) {
            List<String> names = files.map(classes::relativize)
                    .map(java.nio.file.Path::toString)
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
            for (String name : names) {
                Class<?> type = Class.forName(name, false, RequiredRolesTest.class.getClassLoader());
                Optional.ofNullable(type.getAnnotation(Path.class))
                        .ifPresent(path -> operations.addAll(operations(type, path.value())));
            }
        }
        return operations;
    }

    private static Set<String> operations(Class<?> type, String path) {
        return Arrays.stream(type.getDeclaredMethods())
                .flatMap(method -> httpMethod(method).map(http -> http + " " + path(path, method)).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                .filter(http -> http != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(String resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        return own == null ? resource : resource + own.value();
    }
}
