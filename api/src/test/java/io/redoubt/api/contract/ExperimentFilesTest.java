package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.FinetuneEntry;
import io.redoubt.api.request.PretrainEntry;
import io.redoubt.api.request.RequestReader;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests in {@code experiments/} are valid, contain the rows of the paper, and share jobs as documented. */
class ExperimentFilesTest {

    private static final Path FOLDER = ContractFiles.ROOT.resolve("experiments");
    private static final String TABLE = "paper-table.yaml";

    static List<String> files() {
        return ContractFiles.files(FOLDER, ".yaml").stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    static List<String> paperFiles() {
        return files().stream().filter(file -> file.startsWith("paper-")).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isAValidRequestNamedAfterItsFileAndSaysHowToRunIt(String file) {
        ExperimentRequest request = request(file);

        assertThat(request.name() + ".yaml").isEqualTo(file);
        assertThat(text(file)).contains("#   ./redoubt run experiments/" + file + "\n");
    }

    @Test
    void readmeListsEveryFile() {
        assertThat(files())
                .allSatisfy(file -> assertThat(text("README.md")).contains("| [" + file + "](" + file + ") |"));
    }

    /** The rows of the paper's main table. Both P1 rows appear once, because they have no pretext task. */
    @Test
    void tableHasEveryRowOfThePaper() {
        ExperimentRequest table = request(TABLE);

        List<String> rows =
                table.finetune().stream().map(entry -> row(table, entry)).toList();

        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "P1,F3 none",
                        "P1,F4 none",
                        "P2,F3 selfie",
                        "P2,F3 rotation",
                        "P2,F3 jigsaw",
                        "P2,F4 selfie",
                        "P2,F4 rotation",
                        "P2,F4 jigsaw",
                        "P3,F1 selfie",
                        "P3,F1 rotation",
                        "P3,F1 jigsaw",
                        "P3,F2 selfie",
                        "P3,F2 rotation",
                        "P3,F2 jigsaw",
                        "P3,F3 selfie",
                        "P3,F3 rotation",
                        "P3,F3 jigsaw",
                        "P3,F4 selfie",
                        "P3,F4 rotation",
                        "P3,F4 jigsaw");
    }

    /** "Epochs to the best robust accuracy" is comparable under equal schedules only. */
    @ParameterizedTest
    @MethodSource("files")
    void fullAdversarialRowsShareOneRecipe(String file) {
        List<FinetuneEntry> rows = request(file).finetune().stream()
                .filter(entry -> entry.scope() == FinetuneScope.FULL && entry.training() == TrainingMode.ADVERSARIAL)
                .toList();

        Set<Recipe> recipes = rows.stream().map(FinetuneEntry::recipe).collect(Collectors.toSet());

        assertThat(recipes).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void adversarialRowsUseTheScheduleOfTheReleasedCode() {
        assertThat(request(TABLE).finetune())
                .filteredOn(entry -> entry.training() == TrainingMode.ADVERSARIAL)
                .allSatisfy(entry -> {
                    assertThat(entry.recipe().epochs()).isEqualTo(100);
                    assertThat(entry.recipe().decay().drops()).containsExactly(0.6, 0.8);
                });
    }

    /** The hyper-parameters of the released code, which differ by task. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "paper-table.yaml, rotation-standard, 200, 128, 0.1,   false, 3e-4, 1e-6, 200",
        "paper-table.yaml, rotation,          100, 128, 0.1,   false, 3e-4, 1e-6, 200",
        "paper-table.yaml, jigsaw-standard,   200, 128, 0.1,   false, 5e-4, 1e-6, 200",
        "paper-table.yaml, jigsaw,            100, 128, 0.1,   false, 3e-4, 1e-6, 200",
        "paper-table.yaml, selfie-standard,   200, 128, 0.1,   true,  1e-4, 1e-7, 0",
        "paper-table.yaml, selfie,            200, 128, 0.1,   true,  1e-4, 1e-7, 0",
        "paper-joint.yaml, joint,             150, 80,  0.001, true,  1e-4, 1e-8, 0",
    })
    void pretrainingUsesTheHyperparametersOfTheReleasedCode(
            String file,
            String id,
            int epochs,
            int batch,
            double rate,
            boolean nesterov,
            double weightDecay,
            double floor,
            int warmup) {
        Recipe recipe = pretraining(request(file), id).orElseThrow().recipe();

        assertThat(List.of(recipe.epochs(), recipe.batch(), recipe.warmupSteps()))
                .containsExactly(epochs, batch, warmup);
        assertThat(List.of(
                        recipe.learningRate(),
                        recipe.weightDecay(),
                        recipe.decay().floor(),
                        recipe.momentum()))
                .containsExactly(rate, weightDecay, floor, 0.9);
        assertThat(recipe.nesterov()).isEqualTo(nesterov);
    }

    /** A run that is documented "as in the table" must be the same job, so that it runs once. */
    @ParameterizedTest
    @MethodSource("paperFiles")
    void pretrainingWithAnIdOfTheTableIsTheSameJob(String file) {
        ExperimentRequest table = request(TABLE);

        ExperimentRequest other = request(file);

        assertThat(List.of(other.dataset(), other.model(), other.seed(), other.threat()))
                .isEqualTo(List.of(table.dataset(), table.model(), table.seed(), table.threat()));
        for (PretrainEntry entry : other.pretrain()) {
            pretraining(table, entry.id()).ifPresent(same -> assertThat(entry).isEqualTo(same));
        }
    }

    /** The paper's ensembles consist of models of its table. */
    @Test
    void ensembleMembersAreModelsOfTheTable() {
        ExperimentRequest ensembles = request("paper-ensembles.yaml");

        assertThat(request(TABLE).finetune()).containsAll(ensembles.finetune());
        assertThat(request(TABLE).pretrain()).containsAll(ensembles.pretrain());
        assertThat(ensembles.evaluate().ensembles())
                .hasSize(4)
                .flatExtracting(ensembles::members)
                .extracting(ensembles::scenario)
                .containsOnly("P3,F4");
    }

    private static Optional<PretrainEntry> pretraining(ExperimentRequest request, String id) {
        return request.pretrain().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst();
    }

    private static String row(ExperimentRequest request, FinetuneEntry entry) {
        String task = request.pretraining(entry)
                .map(run -> Json.mapper().valueToTree(run.task()).asText())
                .orElse("none");
        return request.scenario(entry) + " " + task;
    }

    private static ExperimentRequest request(String file) {
        return RequestReader.read(ContractFiles.bytes(FOLDER.resolve(file)));
    }

    private static String text(String file) {
        return new String(ContractFiles.bytes(FOLDER.resolve(file)), StandardCharsets.UTF_8);
    }
}
