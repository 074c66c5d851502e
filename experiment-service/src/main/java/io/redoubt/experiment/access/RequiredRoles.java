package io.redoubt.experiment.access;

import static io.redoubt.experiment.access.AccessRole.OPERATOR;
import static io.redoubt.experiment.access.AccessRole.READER;
import static io.redoubt.experiment.access.AccessRole.SUBMITTER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The role that each request needs. */
final class RequiredRoles {

    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String DELETE = "DELETE";

    private static final Set<String> READING = Set.of(GET, "HEAD", "OPTIONS");

    /** The rules; requests that read need only {@link AccessRole#READER}, unless a rule says otherwise. */
    static final List<Rule> RULES = List.of(
            new Rule(POST, "/check", READER),
            new Rule(POST, "/experiments", SUBMITTER),
            new Rule(POST, "/experiments/{id}/cancel", SUBMITTER),
            new Rule(POST, "/experiments/{id}/pause", SUBMITTER),
            new Rule(POST, "/experiments/{id}/resume", SUBMITTER),
            new Rule(DELETE, "/experiments/{id}", OPERATOR),
            new Rule(POST, "/datasets", SUBMITTER),
            new Rule(DELETE, "/datasets/{name}", OPERATOR),
            new Rule(POST, "/dead-letters/{id}/send", OPERATOR),
            new Rule(GET, "/ui/new", SUBMITTER),
            new Rule(POST, "/ui/new", SUBMITTER),
            new Rule(POST, "/ui/experiments/actions", SUBMITTER),
            new Rule(POST, "/ui/experiments/{id}/actions", SUBMITTER),
            new Rule(GET, "/ui/delete", OPERATOR),
            new Rule(POST, "/ui/delete", OPERATOR),
            new Rule(POST, "/ui/data", SUBMITTER),
            new Rule(POST, "/ui/data/{name}/remove", OPERATOR),
            new Rule(POST, "/ui/dead-letters/send", OPERATOR));

    private static final String HEALTH = "/q/health";
    private static final String METRICS = "/q/metrics";

    private RequiredRoles() {}

    /**
     * A rule.
     *
     * @param path with {@code {name}} for one segment of any content
     */
    record Rule(String method, Pattern pattern, String path, AccessRole role) {

        Rule(String method, String path, AccessRole role) {
            this(method, Pattern.compile(path.replaceAll("\\{\\w+}", "[^/]+")), path, role);
        }

        boolean matches(String requestMethod, String requestPath) {
            return method.equals(requestMethod) && pattern.matcher(requestPath).matches();
        }
    }

    /**
     * Returns whether everyone may send a request. The platform reads health and metrics, which contain no data of
     * experiments.
     */
    static boolean isPublic(String path) {
        return path.equals(METRICS)
                || path.equals(HEALTH)
                || path.startsWith(HEALTH + "/")
                || DashboardPaths.isPublic(path);
    }

    /** Returns the role that a request needs; empty if it needs none. A change without a rule needs the highest. */
    static Optional<AccessRole> of(String method, String path) {
        if (isPublic(path)) {
            return Optional.empty();
        }
        String effective = READING.contains(method) ? GET : method;
        return RULES.stream()
                .filter(rule -> rule.matches(effective, path))
                .map(Rule::role)
                .findFirst()
                .or(() -> Optional.of(effective.equals(GET) ? READER : OPERATOR));
    }
}
