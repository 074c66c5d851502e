package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine runs with the libraries as {@code images/libtorch} puts them into the images, and unpacks nothing. */
class EngineLibrariesTest {

    private static final Path SCRIPT =
            Path.of("../images/libtorch").toAbsolutePath().normalize();

    @TempDir
    Path libraries;

    @TempDir
    Path home;

    @Test
    void engineRunsWithTheLibrariesOfTheImages() throws Exception {
        List<String> assemble = new ArrayList<>(List.of(SCRIPT.toString(), "assemble", libraries.toString()));
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.matches(".*[/.]pytorch-(native-cpu|jni)-[^/]*\\.jar"))
                .forEach(assemble::add);
        run(assemble, Map.of());
        run(List.of(SCRIPT.toString(), "check", libraries.toString()), Map.of());

        String output = run(
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Duser.home=" + home,
                        "-Dai.djl.offline=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Product.class.getName()),
                Map.of(
                        "PYTORCH_LIBRARY_PATH", libraries.toString(),
                        "PYTORCH_FLAVOR", "cpu",
                        "DJL_CACHE_DIR", home.resolve("djl").toString()));

        assertThat(output).contains("sum=262144.0", "library=" + libraries.toRealPath() + "/libtorch_cpu.so");
        try (Stream<Path> written = Files.walk(home)) {
            assertThat(written).noneMatch(file -> file.getFileName().toString().matches("lib(torch|c10|djl).*"));
        }
    }

    private static String run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().putAll(environment);
        Process started = process.start();
        String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).as(output).isZero();
        return output;
    }

    /** Multiplies two matrices, and prints where the engine's libraries are. */
    static final class Product {

        private Product() {}

        public static void main(String[] arguments) throws Exception {
            try (NDManager manager = NDManager.newBaseManager();
                    NDArray ones = manager.ones(new Shape(64, 64));
                    NDArray product = ones.dot(ones);
                    NDArray sum = product.sum()) {
                System.out.println("sum=" + sum.getFloat());
            }
            try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
                maps.filter(line -> line.contains("libtorch_cpu"))
                        .map(line -> "library=" + line.replaceAll(".* ", ""))
                        .distinct()
                        .forEach(System.out::println);
            }
        }
    }
}
