package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redoubt.pipeline.access.AccessRules;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import io.redoubt.testkit.SelfSignedCertificate;
import io.restassured.RestAssured;
import io.restassured.config.LogConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A deployment as described in docs/security.md: SASL_SSL and https, a Kafka user and an S3 key pair for each service
 * with exactly the listed rights, topics and ACLs created by an administrator, and a token for the REST API.
 */
final class SecuredDeployment implements AutoCloseable {

    static final List<String> SERVICES =
            List.of("experiment-service", "pretrain-service", "finetune-service", "attack-service", "eval-service");
    static final String CLIENT = "client";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final long COMMAND_TIMEOUT_SECONDS = 120;
    private static final String BUCKET = "redoubt";

    private static final RestAssuredConfig LOG_FAILURES = RestAssuredConfig.config()
            .logConfig(LogConfig.logConfig()
                    .blacklistHeader("Authorization")
                    .enableLoggingOfRequestAndResponseIfValidationFails());

    private final Path folder;
    private final Secrets secrets;
    private final SelfSignedCertificate certificate;
    private final JavaProcess stack;
    private final String kafka;
    private final URI store;
    private final Map<String, JavaProcess> services = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    SecuredDeployment(Path folder, Secrets secrets) {
        this.folder = folder;
        this.secrets = secrets;
        certificate = SelfSignedCertificate.create(folder.resolve("tls"), "servers", "127.0.0.1");
        secrets.add("key store", certificate.keys().password());
        stack = JavaProcess.main(
                SecuredStack.class.getName(),
                stackSecrets(),
                log("stack"),
                certificate.keys().file().toString(),
                folder.resolve("home").toString(),
                BUCKET);
        kafka = stack.awaitOutput(Pattern.compile("kafka=(\\S+)"));
        store = URI.create(stack.awaitOutput(Pattern.compile("s3=(\\S+)")));
        makeBucket();
        requireSuccess("setup", SecuredStack.ADMINISTRATOR, "--grant");
        SERVICES.forEach(this::start);
        services.keySet().forEach(this::awaitReady);
    }

    private Map<String, String> stackSecrets() {
        Map<String, String> environment = new HashMap<>();
        environment.put(SecuredStack.KEYSTORE, certificate.keys().password());
        AccessRules.load().roles().forEach(role -> addUser(environment, role));
        addUser(environment, SecuredStack.ADMINISTRATOR);
        return environment;
    }

    private void addUser(Map<String, String> environment, String user) {
        environment.put(SecuredStack.brokerPassword(user), secrets.of("broker " + user));
        environment.put(SecuredStack.storeSecret(user), secrets.of("store " + user));
    }

    /** Services have no right to create the bucket. */
    private void makeBucket() {
        try (MinioObjectStore opened = openStore(SecuredStack.ADMINISTRATOR)) {
            opened.put("made", new byte[0]);
            opened.delete("made");
        }
    }

    private void start(String service) {
        services.put(service, start(service, environment(service), service));
    }

    /** Starts another process of a service, for instance with invalid settings. */
    JavaProcess start(String service, Map<String, String> environment, String log) {
        return JavaProcess.application(service, environment, log(log));
    }

    /** The environment of a service. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        login(service)
                .forEach((name, value) -> environment.put(
                        "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), String.valueOf(value)));
        environment.put("REDOUBT_KAFKA_SETUP", "false");
        environment.put("REDOUBT_STORE_ENDPOINT", store.toString());
        environment.put("REDOUBT_STORE_CA", certificate.certificate().toString());
        environment.put("REDOUBT_STORE_ACCESS_KEY", service);
        environment.put("REDOUBT_STORE_SECRET_KEY", secrets.of("store " + service));
        environment.put("REDOUBT_CACHE", folder.resolve("cache-" + service).toString());
        environment.put("REDOUBT_QUEUE_LOCK", "15s");
        // More log output for the search for secrets.
        environment.put("QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA__LEVEL", "INFO");
        environment.put("QUARKUS_HTTP_PORT", "0");
        if (service.equals("experiment-service")) {
            environment.put("QUARKUS_HTTP_HOST", "0.0.0.0");
            environment.put("REDOUBT_REST_TOKEN", secrets.of("token"));
        }
        if (service.equals("eval-service")) {
            moveToFile(environment);
        }
        return environment;
    }

    /** One service reads its secrets from a file, as shown in docs/security.md. */
    private void moveToFile(Map<String, String> environment) {
        String jaas = environment.remove("KAFKA_SASL_JAAS_CONFIG");
        String secretKey = environment.remove("REDOUBT_STORE_SECRET_KEY");
        Path file = write(
                "secrets.properties",
                "kafka.sasl.jaas.config=" + jaas + "\nredoubt.store.secret-key=" + secretKey + "\n");
        environment.put("QUARKUS_CONFIG_LOCATIONS", file.toString());
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kafka client settings of a user. */
    Map<String, Object> login(String user) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka);
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, secrets.of("broker " + user)));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", certificate.certificate().toString());
        return settings;
    }

    /** Kafka connection of a user. */
    KafkaConnection connection(String user) {
        return new KafkaConnection(login(user));
    }

    /** Opens the store as a user; the caller closes it. */
    MinioObjectStore openStore(String user) {
        return new MinioObjectStore(new StoreSettings(
                store, BUCKET, user, secrets.of("store " + user), "us-east-1", Optional.of(certificate.certificate())));
    }

    /** Runs a command as a user of the cluster, requires success, and returns the output. */
    String requireSuccess(String command, String user, String... more) {
        StringBuilder lines = new StringBuilder();
        login(user)
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        Path settings = write(user + ".properties", lines.toString());
        List<String> arguments =
                new ArrayList<>(List.of(command, "--kafka", kafka, "--kafka-config", settings.toString()));
        arguments.addAll(List.of(more));
        try (JavaProcess process =
                JavaProcess.application("cli", Map.of(), log("command-" + command), arguments.toArray(String[]::new))) {
            assertThat(process.waitFor(COMMAND_TIMEOUT_SECONDS))
                    .as(process.output())
                    .isZero();
            return process.output();
        }
    }

    /** A REST request with the token. */
    RequestSpecification rest() {
        return RestAssured.given()
                .config(LOG_FAILURES)
                .baseUri(address("experiment-service"))
                .header("Authorization", "Bearer " + secrets.of("token"));
    }

    /** Base URI of a service. */
    String address(String service) {
        return "http://127.0.0.1:" + ports.get(service);
    }

    /** Output of the broker and the store. */
    String stackOutput() {
        return stack.output();
    }

    /** Directory with the logs of all processes. */
    Path logs() {
        return folder.resolve("logs");
    }

    void requireAlive() {
        stack.requireAlive();
        services.values().forEach(JavaProcess::requireAlive);
    }

    private Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    private void awaitReady(String service) {
        ports.put(service, services.get(service).awaitPort());
        await(service + " is ready")
                .atMost(START_TIMEOUT)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    requireAlive();
                    return RestAssured.get(address(service) + "/q/health/ready").statusCode() == 200;
                });
    }

    @Override
    public void close() {
        services.values().forEach(JavaProcess::close);
        stack.close();
    }
}
