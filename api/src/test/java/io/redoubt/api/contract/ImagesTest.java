package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules for the Dockerfile, the images that it builds, and their health check. */
class ImagesTest {

    private static final Set<String> WORKERS =
            Set.of("pretrain-service", "finetune-service", "attack-service", "eval-service");

    private final String dockerfile = text("Dockerfile");
    private final String pom = text("pom.xml");

    private static String text(String file) {
        return new String(ContractFiles.bytes(ContractFiles.ROOT.resolve(file)), StandardCharsets.UTF_8);
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Set<String> images() {
        Set<String> images = new TreeSet<>(WORKERS);
        images.add("experiment-service");
        images.add("cli");
        return images;
    }

    @Test
    void everyImageHasATargetAndIsBaked() {
        Set<String> expected = new TreeSet<>(images());
        WORKERS.forEach(worker -> expected.add(worker + "-cuda"));
        List<String> baked = find("image = \\[(.*)]", text("docker-bake.hcl"));

        assertThat(find("^FROM (?:base|service|worker|cuda) AS ([a-z-]+)$", dockerfile))
                .containsAll(expected);
        assertThat(baked).hasSize(2);
        assertThat(find("(\"[^\"]+\")", baked.get(0)))
                .containsExactlyInAnyOrderElementsOf(
                        images().stream().map(image -> '"' + image + '"').toList());
        assertThat(find("(\"[^\"]+\")", baked.get(1)))
                .containsExactlyInAnyOrderElementsOf(
                        WORKERS.stream().map(image -> '"' + image + '"').toList());
    }

    @Test
    void downloadedImagesAreNamedOnceWithAVersion() {
        Set<String> stages = new TreeSet<>(find("^FROM \\S+ AS (\\S+)$", dockerfile));
        List<String> bases = find("^FROM (\\S+)", dockerfile);

        assertThat(bases).allMatch(base -> stages.contains(base) || base.matches("\\$\\{[A-Z]+_IMAGE}"));
        assertThat(find("^ARG [A-Z]+_IMAGE=(.*)$", dockerfile))
                .hasSize(3)
                .allMatch(image -> image.matches("[a-z/-]+:[0-9]+\\.[0-9]+\\S+"));
    }

    @Test
    void imagesRunAsANumberedUserAndHaveLabels() {
        for (String stage : List.of("FROM java AS base", "FROM ${CUDA_IMAGE} AS cuda")) {
            String text = dockerfile.substring(dockerfile.indexOf(stage));
            text = text.substring(0, text.indexOf("\nFROM", 1));
            assertThat(text)
                    .contains(
                            "USER 10001:10001",
                            "VOLUME /tmp",
                            "-Dai.djl.offline=true",
                            "org.opencontainers.image.version");
        }
        assertThat(find("^(USER .*)$", dockerfile)).allMatch("USER 10001:10001"::equals);
        assertThat(dockerfile).doesNotContain("\nADD ", "curl ", "wget ", "sudo", "chmod 777");
        assertThat(find("(apt-get install [^\\n]*)", dockerfile))
                .allMatch(line -> line.contains("--no-install-recommends"));
    }

    @Test
    void layerOfDependenciesHasThePomOfEveryModule() {
        assertThat(find("^COPY (\\S+)/pom.xml ", dockerfile))
                .containsExactlyInAnyOrderElementsOf(
                        find("<module>(.*)</module>", pom.replaceAll("(?s)<profiles>.*", "")));
        assertThat(text(".dockerignore")).contains("!*/pom.xml", "!*/src/main", "!images", "!.mvn", "**/target");
    }

    @Test
    void versionsAreThoseOfTheBuild() {
        String pytorch = find("<pytorch.version>(.*)</pytorch.version>", pom).get(0);
        String version = find("<version>(.*-SNAPSHOT|[0-9.]+)</version>", pom).get(0);

        assertThat(find("PYTORCH_VERSION=(\\S+)", dockerfile)).containsOnly(pytorch);
        assertThat(find("LIBTORCH_CUDA=org.bytedeco:pytorch:([0-9.]+)-", dockerfile))
                .containsExactly(pytorch);
        assertThat(find("^ARG VERSION=(\\S+)$", dockerfile)).containsExactly(version);
        assertThat(find("default = \"([0-9].*)\"", text("docker-bake.hcl"))).containsExactly(version);
    }

    @Test
    void layersSeparateRedoubtFromItsLibraries(@TempDir Path directory) throws Exception {
        Path app = directory.resolve("some-service/target/quarkus-app");
        for (String file : List.of(
                "quarkus-run.jar",
                "app/a.jar",
                "quarkus/q.jar",
                "lib/boot/b.jar",
                "lib/main/io.redoubt.x.jar",
                "lib/main/y.jar")) {
            Files.createDirectories(app.resolve(file).getParent());
            Files.writeString(app.resolve(file), file);
        }

        Process layers = new ProcessBuilder(
                        script("layers"), directory.resolve("layers").toString(), "some-service")
                .directory(directory.toFile())
                .inheritIO()
                .start();

        assertThat(layers.waitFor()).isZero();
        assertThat(filesIn(directory.resolve("layers/some-service/libraries")))
                .containsExactlyInAnyOrder("lib/boot/b.jar", "lib/main/y.jar");
        assertThat(filesIn(directory.resolve("layers/some-service/application")))
                .containsExactlyInAnyOrder(
                        "quarkus-run.jar", "app/a.jar", "quarkus/q.jar", "lib/main/io.redoubt.x.jar");
    }

    private static List<String> filesIn(Path layer) throws IOException {
        try (Stream<Path> files = Files.walk(layer)) {
            return files.filter(Files::isRegularFile)
                    .peek(file -> assertThat(file.toFile().lastModified())
                            .as("the same time in every build")
                            .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli()))
                    .map(file -> layer.relativize(file).toString())
                    .toList();
        }
    }

    private static String script(String name) {
        return ContractFiles.ROOT
                .resolve("images")
                .resolve(name)
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1"})
    void healthCheckAsksForReadiness(int status, int exitCode) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(ready(server.getAddress().getPort())).isEqualTo(exitCode);
        } finally {
            server.stop(0);
        }
        assertThat(ready(server.getAddress().getPort())).as("nothing listens").isNotZero();
    }

    private static int ready(int port) throws IOException, InterruptedException {
        ProcessBuilder probe = new ProcessBuilder(script("ready"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        probe.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return probe.start().waitFor();
    }
}
