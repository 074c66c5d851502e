package io.redoubt.pipeline.config;

import static java.util.stream.Collectors.toMap;

import io.redoubt.api.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings under {@code redoubt.}, for messages. {@code docs/configuration.md} describes each of them. */
public final class KnownSettings {

    private static final String DURATION = "a duration above 0, such as 30s or 5m";
    private static final String NAME = "a name";
    private static final String PREFIX = "REDOUBT_";

    private static final Pattern OF_OTHERS = Pattern.compile(
            ".*_SERVICE_HOST|.*_SERVICE_PORT.*|.*_PORT(_\\d+_(TCP|UDP).*)?|REDOUBT_S3_.*|REDOUBT_EXPERIMENT_TRACKER_STREAMS_.*");

    private static final String BOOLEAN = "true or false";

    /** What each setting contains, by property. */
    private static final Map<String, String> FORMS = new TreeMap<>(Map.ofEntries(
            Map.entry("redoubt.cache", "the path of a directory"),
            Map.entry("redoubt.cache-size", "a size such as 8G or 500M"),
            Map.entry("redoubt.data.folder", "the path of a directory"),
            Map.entry("redoubt.data.upload-limit", "a size such as 2G or 500M"),
            Map.entry("redoubt.device", "cpu, cuda, cuda:1 or auto"),
            Map.entry("redoubt.evaluation.batch", "auto, or a number from 1 to 65536"),
            Map.entry("redoubt.experiment.tracker.application-id", NAME),
            Map.entry("redoubt.experiment.tracker.close-within", DURATION),
            Map.entry("redoubt.experiment.tracker.retry-after", DURATION),
            Map.entry("redoubt.kafka.replication", "a number of replicas, or -1 for the broker's default"),
            Map.entry("redoubt.kafka.setup", BOOLEAN),
            Map.entry("redoubt.kafka.startup-timeout", DURATION),
            Map.entry("redoubt.mlflow.token", "the bearer token of the MLflow server"),
            Map.entry("redoubt.mlflow.url", "http://host:port or https://host/path"),
            Map.entry("redoubt.oidc.audience", "the audience of access tokens"),
            Map.entry("redoubt.oidc.client-id", "the id of this service at the provider"),
            Map.entry("redoubt.oidc.client-secret", "the secret of this service at the provider"),
            Map.entry("redoubt.oidc.issuer", "https://host/path"),
            Map.entry("redoubt.oidc.roles-claim", "the name of a claim"),
            Map.entry("redoubt.pretrain.tasks", "all, or pretext tasks separated by commas"),
            Map.entry("redoubt.queue.backoff", DURATION),
            Map.entry("redoubt.queue.checkpoint-every", DURATION),
            Map.entry("redoubt.queue.exit-when-idle", DURATION),
            Map.entry("redoubt.queue.lock", DURATION),
            Map.entry("redoubt.queue.max-attempts", "a number from 1 to 8"),
            Map.entry("redoubt.queue.max-backoff", DURATION),
            Map.entry("redoubt.queue.shutdown-timeout", DURATION),
            Map.entry("redoubt.queue.store-retry-timeout", DURATION),
            Map.entry("redoubt.rest.open", BOOLEAN),
            Map.entry("redoubt.rest.read-token", "at least 16 characters without spaces"),
            Map.entry("redoubt.rest.token", "at least 16 characters without spaces"),
            Map.entry("redoubt.store.access-key", "the access key id of the store"),
            Map.entry("redoubt.store.bucket", NAME),
            Map.entry("redoubt.store.ca", "the path of a PEM file"),
            Map.entry("redoubt.store.endpoint", "http://host:port or https://host"),
            Map.entry("redoubt.store.region", "the name of a region such as us-east-1"),
            Map.entry("redoubt.store.secret-key", "the secret access key of the store"),
            Map.entry("redoubt.webhook.allow-http", BOOLEAN),
            Map.entry("redoubt.webhook.secret", "at least 16 random characters"),
            Map.entry("redoubt.webhook.urls", "addresses such as https://host/path, separated by commas")));

    private static final String OTHER = "the form that its documentation gives";

    /** SmallRye Config and Quarkus name the property in these words. */
    private static final Pattern PROPERTY = Pattern.compile("(?:config property|for:) ([a-z]+\\.[a-z0-9.-]*[a-z0-9])");

    private static final Pattern SECRET = Pattern.compile(".*(key|token|secret|urls)");

    private static final Pattern VALUE = Pattern.compile("with the config value \"(.*?)\"", Pattern.DOTALL);

    private KnownSettings() {}

    /** The properties. */
    public static SortedSet<String> properties() {
        return new TreeSet<>(FORMS.keySet());
    }

    /** The environment variable of a property. */
    public static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The property and its environment variable. */
    public static String title(String property) {
        return property + " (environment variable " + variable(property) + ")";
    }

    /**
     * Returns warnings about misspelt environment variables, which have no effect. Other variables are ignored, such as
     * those that Kubernetes sets for its services.
     */
    public static List<String> misspelt(Set<String> variables) {
        Map<String, String> known = FORMS.keySet().stream()
                .map(KnownSettings::variable)
                .collect(toMap(KnownSettings::suffix, name -> name));
        return variables.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.containsKey(suffix(name)))
                .filter(name -> !OF_OTHERS.matcher(name).matches())
                .sorted()
                .flatMap(name -> NearestName.of(suffix(name), known.keySet()).stream()
                        .map(nearest -> "the environment variable " + name + " has no effect; did you mean "
                                + known.get(nearest) + "?"))
                .toList();
    }

    private static String suffix(String variable) {
        return variable.substring(PREFIX.length());
    }

    /**
     * Describes a setting that is missing or cannot be converted.
     *
     * @param message of the library that reads the configuration
     * @return empty if the message is about no setting
     */
    static Optional<String> problem(String message) {
        Matcher property = PROPERTY.matcher(message);
        if (!property.find()) {
            return Optional.empty();
        }
        String form = FORMS.getOrDefault(property.group(1), OTHER);
        Matcher value = VALUE.matcher(message);
        boolean secret = SECRET.matcher(property.group(1)).matches();
        String problem = !value.find() || value.group(1).isEmpty()
                ? message.contains("is required") ? " is not set" : " has an invalid value"
                : secret ? " has an invalid value" : ": '" + value.group(1) + "' is invalid";
        return Optional.of(title(property.group(1)) + problem + "; use " + form);
    }
}
