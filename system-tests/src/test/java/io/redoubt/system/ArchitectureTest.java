package io.redoubt.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dependencies between modules and packages, as docs/architecture.md describes them. */
@AnalyzeClasses(packages = "io.redoubt", importOptions = ArchitectureTest.MainClasses.class)
class ArchitectureTest {

    /** Each module's package, and the modules it may use. */
    private static final Map<String, List<String>> MODULES = new LinkedHashMap<>();

    static {
        MODULES.put("api", List.of());
        MODULES.put("data", List.of("api"));
        MODULES.put("core", List.of("api", "data"));
        MODULES.put("pipeline", List.of("api"));
        MODULES.put("embedded", List.of());
        MODULES.put("worker", List.of("api", "data", "core", "pipeline"));
        MODULES.put("pretrain", List.of("api", "data", "core", "pipeline", "worker"));
        MODULES.put("finetune", List.of("api", "data", "core", "pipeline", "worker"));
        MODULES.put("attack", List.of("api", "data", "core", "pipeline", "worker"));
        MODULES.put("eval", List.of("api", "data", "core", "pipeline", "worker"));
        MODULES.put("experiment", List.of("api", "data", "pipeline"));
        MODULES.put(
                "cli",
                List.of(
                        "api",
                        "data",
                        "core",
                        "pipeline",
                        "embedded",
                        "pretrain",
                        "finetune",
                        "attack",
                        "eval",
                        "experiment"));
    }

    @ArchTest
    static final ArchRule dependenciesPointDown = layers();

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.redoubt.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule pipelineDoesNotUseTheEngine = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.redoubt.api..", "io.redoubt.data..", "io.redoubt.pipeline..", "io.redoubt.experiment..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule engineUsesNoFramework = noClasses()
            .that()
            .resideInAnyPackage("io.redoubt.api..", "io.redoubt.data..", "io.redoubt.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..", "io.minio..", "io.quarkus..", "io.smallrye..", "jakarta..", "org.eclipse..");

    private static ArchRule layers() {
        LayeredArchitecture layers = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String module : MODULES.keySet()) {
            layers = layers.layer(module).definedBy("io.redoubt." + module + "..");
        }
        for (Map.Entry<String, List<String>> module : MODULES.entrySet()) {
            var layer = layers.whereLayer(module.getKey());
            layers = module.getValue().isEmpty()
                    ? layer.mayNotAccessAnyLayer()
                    : layer.mayOnlyAccessLayers(module.getValue().toArray(String[]::new));
        }
        return layers;
    }

    /** The classes of product modules: neither tests nor what only tests use. */
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location) && !location.contains("/testkit/");
        }
    }
}
